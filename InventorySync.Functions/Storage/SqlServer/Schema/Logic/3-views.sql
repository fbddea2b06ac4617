-- The levels whose number counts: connected, at a location that is included and not known to be inactive or deleted.
CREATE OR ALTER VIEW [$schema$].CountedLevel
AS
SELECT l.InventoryItemId, l.LocationId, l.Available
FROM [$schema$].InventoryLevel AS l
LEFT JOIN [$schema$].Location AS p ON p.LocationId = l.LocationId
WHERE l.IsConnected = 1
  AND (p.LocationId IS NULL OR (p.IsActive = 1 AND p.IsDeleted = 0))
  AND (NOT EXISTS (SELECT 1 FROM [$schema$].IncludedLocation)
       OR EXISTS (SELECT 1 FROM [$schema$].IncludedLocation AS i WHERE i.LocationId = l.LocationId));
GO

-- What Sku.Available has to be: NULL for an item that is not tracked, otherwise the sum of what counts. A deleted item has nothing, until
-- the message of its variants' product says where they are. The sum is kept within 32 bits, as Available is: three locations may hold a
-- thousand million each.
CREATE OR ALTER VIEW [$schema$].ItemAvailability
AS
SELECT i.InventoryItemId,
       CASE WHEN i.Tracked = 1 AND i.IsDeleted = 1 THEN 0
            WHEN i.Tracked = 1
            THEN (SELECT CAST(CASE WHEN sum(CAST(c.Available AS bigint)) > 2147483647 THEN 2147483647
                                   WHEN sum(CAST(c.Available AS bigint)) < -2147483648 THEN -2147483648
                                   ELSE coalesce(sum(CAST(c.Available AS bigint)), 0)
                              END AS int)
                  FROM [$schema$].CountedLevel AS c
                  WHERE c.InventoryItemId = i.InventoryItemId)
       END AS Available
FROM [$schema$].InventoryItem AS i;
GO

-- What applications read. Sellable is Available less what is kept back, and never below 0: it says how many may still be promised, which is
-- added up and shown. Who wants to know how far a SKU is oversold reads Available. NULL where Available is.
CREATE OR ALTER VIEW [$schema$].SkuLive
AS
SELECT s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.ProductTitle, s.ProductStatus, s.Tracked,
    s.Available,
       CASE WHEN s.Available IS NULL THEN NULL
            WHEN s.Available <= coalesce(p.SafetyStock, (SELECT b.SafetyStock FROM [$schema$].SyncState AS b), 0) THEN 0
            ELSE s.Available - coalesce(p.SafetyStock, (SELECT b.SafetyStock FROM [$schema$].SyncState AS b), 0)
       END AS Sellable
FROM [$schema$].Sku AS s
LEFT JOIN [$schema$].SkuPolicy AS p ON p.VariantId = s.VariantId
WHERE s.IsDeleted = 0;
GO

-- For whoever only reads this database: is it safe to trust now? One row. Ages are in seconds, times in UTC; seconds are counted from 2020
-- on, since DATEADD takes no bigint. The last columns say how right the tables were when the last good full sync looked, as SyncRun has it.
CREATE OR ALTER VIEW [$schema$].SyncFreshness
AS
WITH Fact AS
(
    SELECT CAST(DATEDIFF(second, '2020-01-01', SYSUTCDATETIME()) AS bigint) AS Now,
           (SELECT max(StartedAt)
               FROM [$schema$].SyncRun
               WHERE State = 5 /* SyncState.Succeeded */) / 1000000000 - 1577836800 AS FullSyncAt,
           (SELECT At FROM [$schema$].LastSeen WHERE Name = N'Change') / 1000000000 - 1577836800 AS ChangeAt,
           s.HeartbeatAt / 1000000000 - 1577836800 AS CheckedAt,
           s.HeartbeatLevel AS CheckedLevel,
           s.HeartbeatReason AS CheckedReason,
           s.OldestMessageAt / 1000000000 - 1577836800 AS MessageAt,
           coalesce(s.MaxSyncAgeSeconds, 32400) AS MaxSyncAge,
           CASE WHEN s.PausedAt IS NOT NULL THEN 1 ELSE 0 END AS IsPaused,
           (SELECT count(*) FROM [$schema$].FailedChange WHERE RepairState = 0 /* RepairState.Open */) AS OpenFailedChanges,
           (SELECT count(*) FROM [$schema$].PendingLookUp) AS PendingLookUps
    FROM [$schema$].SyncState AS s
), Judged AS
(
    SELECT f.Now, f.FullSyncAt, f.ChangeAt, f.CheckedAt, f.CheckedLevel, f.CheckedReason, f.MessageAt, f.IsPaused, f.OpenFailedChanges,
        f.PendingLookUps,
           CASE WHEN f.FullSyncAt IS NULL THEN N'No full sync has succeeded yet.'
                WHEN f.CheckedAt IS NULL OR f.Now - f.CheckedAt > 900
                    THEN N'The app has not reported for more than 15 minutes: it does not run, or cannot write here.'
                WHEN f.Now - f.FullSyncAt > f.MaxSyncAge THEN N'The last good full sync is older than the schedule allows.'
                WHEN f.CheckedLevel = N'red' THEN f.CheckedReason
           END AS RedReason
    FROM Fact AS f
)
SELECT CASE WHEN j.RedReason IS NOT NULL THEN N'red' WHEN j.IsPaused = 1 OR j.CheckedLevel = N'yellow'
    THEN N'yellow' ELSE N'green' END AS Level,
       CASE WHEN j.RedReason IS NOT NULL THEN j.RedReason
            WHEN j.IsPaused = 1 THEN N'Paused: changes wait in the queue.'
            WHEN j.CheckedLevel = N'yellow' THEN j.CheckedReason
            ELSE N'' END AS Reason,
       CASE WHEN j.RedReason IS NULL AND j.IsPaused = 0 THEN 1 ELSE 0 END AS IsTrustworthy,
       DATEADD(second, CAST(j.FullSyncAt AS int), CAST('2020-01-01' AS datetime2(0))) AS LastFullSyncAt,
       j.Now - j.FullSyncAt AS LastFullSyncAgeSeconds,
       DATEADD(second, CAST(j.ChangeAt AS int), CAST('2020-01-01' AS datetime2(0))) AS LastChangeAt,
       j.Now - j.ChangeAt AS LastChangeAgeSeconds,
       DATEADD(second, CAST(j.MessageAt AS int), CAST('2020-01-01' AS datetime2(0))) AS OldestWaitingMessageAt,
       DATEADD(second, CAST(j.CheckedAt AS int), CAST('2020-01-01' AS datetime2(0))) AS CheckedAt,
       j.OpenFailedChanges,
       j.PendingLookUps,
       j.IsPaused,
       1 - CAST(r.SkusWrong AS float) / nullif(r.SkusCompared, 0) AS Accuracy,
       r.WorstWrongSeconds,
       r.TotalWrongSeconds,
       r.DriftCauses,
       r.Deliveries
FROM Judged AS j
LEFT JOIN [$schema$].SyncRun AS r ON r.Id = (SELECT max(Id) FROM [$schema$].SyncRun WHERE State = 5 /* SyncState.Succeeded */);
GO
