-- What the app may do at run time, and no more: read and write its tables, call its functions and procedures, and empty the tables of the
-- full sync. The verb migrate runs this, as the last part of the schema's logic. By hand, as a db_owner: $schema$ stands for the app's
-- schema, so put its name in (dbo unless InventorySync__Schema says otherwise). It only grants: a right that a later version needs no
-- more is revoked by a file of Schema/Versions.
--   sqlcmd -S <server> -d <database> -G -i sql-role.sql        (after the replacement)
-- Then add the app's user:   ALTER ROLE InventorySyncApp ADD MEMBER [<the app's identity>];
-- The user of a managed identity, without a right of the server's own identity to read the directory:
--   CREATE USER [<name>] WITH SID = <its client id as binary(16)>, TYPE = E;
IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'InventorySyncApp' AND type = 'R') CREATE ROLE InventorySyncApp;

-- The app's own tables; of the journal it reads what has been applied.
GRANT SELECT, UPDATE ON [$schema$].SyncState TO InventorySyncApp;
GRANT SELECT, INSERT, DELETE ON [$schema$].EarlySync TO InventorySyncApp;
GRANT SELECT, INSERT, DELETE ON [$schema$].LookUpWindow TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE, DELETE ON [$schema$].ShrinkApproval TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE ON [$schema$].LastProbe TO InventorySyncApp;
GRANT SELECT, UPDATE ON [$schema$].SubscriptionState TO InventorySyncApp;
GRANT SELECT, INSERT, DELETE ON [$schema$].IncludedLocation TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE ON [$schema$].Sku TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE ON [$schema$].Product TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE, DELETE ON [$schema$].UnreadVariant TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE ON [$schema$].InventoryItem TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE ON [$schema$].InventoryLevel TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE ON [$schema$].Location TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE, DELETE ON [$schema$].PendingLookUp TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE, DELETE ON [$schema$].FailedChange TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE, DELETE ON [$schema$].SyncRun TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE, DELETE ON [$schema$].SyncDrift TO InventorySyncApp;
GRANT SELECT, INSERT, DELETE ON [$schema$].DryRun TO InventorySyncApp;
GRANT SELECT, INSERT, DELETE ON [$schema$].SubscriptionGap TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE, DELETE ON [$schema$].ChangeLag TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE ON [$schema$].LastSeen TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE, DELETE ON [$schema$].SkuPolicy TO InventorySyncApp;
GRANT SELECT, INSERT, DELETE ON [$schema$].ObservationLog TO InventorySyncApp;
GRANT SELECT, INSERT, UPDATE, DELETE ON [$schema$].DeliveryCount TO InventorySyncApp;
GRANT SELECT ON [$schema$].InventorySyncMigration TO InventorySyncApp;
GRANT SELECT ON [$schema$].SkuLive TO InventorySyncApp;
GRANT SELECT ON [$schema$].CountedLevel TO InventorySyncApp;
GRANT SELECT ON [$schema$].ItemAvailability TO InventorySyncApp;
GRANT SELECT ON [$schema$].SyncFreshness TO InventorySyncApp;

-- A truncation asks for ALTER: on the raw tables and on those of a download, and nowhere else.
GRANT SELECT, INSERT, DELETE, ALTER ON [$schema$].RawSkusFromShopify TO InventorySyncApp;
GRANT SELECT, INSERT, DELETE, ALTER ON [$schema$].RawInventoryLevelsFromShopify TO InventorySyncApp;
GRANT SELECT, INSERT, ALTER ON [$schema$].StagedVariant TO InventorySyncApp;
GRANT SELECT, INSERT, ALTER ON [$schema$].StagedInventoryLevel TO InventorySyncApp;
GRANT SELECT, INSERT, ALTER ON [$schema$].StagedLocation TO InventorySyncApp;
GRANT SELECT, INSERT, ALTER ON [$schema$].DownloadedVariant TO InventorySyncApp;
GRANT SELECT, INSERT, ALTER ON [$schema$].DownloadedLevel TO InventorySyncApp;
GRANT SELECT, INSERT, ALTER ON [$schema$].DownloadedProduct TO InventorySyncApp;
GRANT SELECT, INSERT, ALTER ON [$schema$].DownloadedItem TO InventorySyncApp;
GRANT SELECT, INSERT, ALTER ON [$schema$].DownloadDifference TO InventorySyncApp;
GRANT SELECT, INSERT, ALTER ON [$schema$].SkuBefore TO InventorySyncApp;

GRANT SELECT ON [$schema$].DecideRead TO InventorySyncApp;
GRANT SELECT ON [$schema$].DecideReadState TO InventorySyncApp;
GRANT SELECT ON [$schema$].OrderTexts TO InventorySyncApp;
GRANT EXECUTE ON [$schema$].TakeLock TO InventorySyncApp;
GRANT EXECUTE ON [$schema$].FenceRun TO InventorySyncApp;
