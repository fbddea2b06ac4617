-- Those that refer to a raw table, by the table that has them.
SELECT DISTINCT t.name
FROM sqlite_master AS t
JOIN pragma_foreign_key_list(t.name) AS f
WHERE t.type = 'table' AND f."table" IN ('RawSkusFromShopify', 'RawInventoryLevelsFromShopify')
ORDER BY t.name;
