SELECT Name, At FROM LastSeen ORDER BY Name;
