-- The journal of `migrate`; no row where there is none.
-- @journal nvarchar(300)
IF OBJECT_ID(@journal, N'U') IS NOT NULL SELECT ScriptName FROM [$schema$].InventorySyncMigration ORDER BY ScriptName;
