-- Both names are validated identifiers.
SELECT * FROM [$schema$].[$table$];
