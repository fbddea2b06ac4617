SELECT Name, At FROM [$schema$].LastSeen ORDER BY Name;
