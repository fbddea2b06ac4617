-- Those that refer to a raw table, which can then not be truncated; of a table that this login may not see, it does not see them either.
SELECT f.name AS ForeignKey
FROM sys.foreign_keys AS f
WHERE f.referenced_object_id IN (OBJECT_ID(N'[$schema$].RawSkusFromShopify'), OBJECT_ID(N'[$schema$].RawInventoryLevelsFromShopify'))
ORDER BY f.name;
