-- SQLite alters no view, so each is dropped and made again.

-- The levels whose number counts: connected, at a location that is included and not known to be inactive or deleted.
DROP VIEW IF EXISTS CountedLevel;
CREATE VIEW CountedLevel AS
SELECT l.InventoryItemId, l.LocationId, l.Available
FROM InventoryLevel AS l
LEFT JOIN Location AS p ON p.LocationId = l.LocationId
WHERE l.IsConnected = 1
  AND coalesce(p.IsActive, 1) = 1
  AND coalesce(p.IsDeleted, 0) = 0
  AND (NOT EXISTS (SELECT 1 FROM IncludedLocation)
       OR EXISTS (SELECT 1 FROM IncludedLocation AS i WHERE i.LocationId = l.LocationId));

-- What Sku.Available has to be: NULL for an item that is not tracked, otherwise the sum of what counts. A deleted item has nothing, until
-- the message of its variants' product says where they are. The sum is kept within 32 bits, as Available is: three locations may hold a
-- thousand million each.
DROP VIEW IF EXISTS ItemAvailability;
CREATE VIEW ItemAvailability AS
SELECT i.InventoryItemId,
       CASE WHEN i.Tracked = 1 AND i.IsDeleted = 1
            THEN 0
            WHEN i.Tracked = 1
            THEN (SELECT max(-2147483648, min(2147483647, coalesce(sum(c.Available), 0)))
                FROM CountedLevel AS c
                WHERE c.InventoryItemId = i.InventoryItemId)
       END AS Available
FROM InventoryItem AS i;

-- What applications read. Sellable is Available less what is kept back, and never below 0: it says how many may still be promised, which is
-- added up and shown. Who wants to know how far a SKU is oversold reads Available. NULL where Available is.
DROP VIEW IF EXISTS SkuLive;
CREATE VIEW SkuLive AS
SELECT s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.ProductTitle, s.ProductStatus, s.Tracked,
    s.Available,
       CASE WHEN s.Available IS NULL THEN NULL
            WHEN s.Available <= coalesce(p.SafetyStock, (SELECT b.SafetyStock FROM SyncState AS b), 0) THEN 0
            ELSE s.Available - coalesce(p.SafetyStock, (SELECT b.SafetyStock FROM SyncState AS b), 0)
       END AS Sellable
FROM Sku AS s
LEFT JOIN SkuPolicy AS p ON p.VariantId = s.VariantId
WHERE s.IsDeleted = 0;

-- For whoever only reads this database: is it safe to trust now? One row. Ages are in seconds, times in UTC. The last columns say how right
-- the tables were when the last good full sync looked, as SyncRun has it.
DROP VIEW IF EXISTS SyncFreshness;
CREATE VIEW SyncFreshness AS
WITH Fact AS
(
    SELECT CAST(strftime('%s', 'now') AS INTEGER) AS Now,
           (SELECT max(StartedAt) FROM SyncRun WHERE State = 5 /* SyncState.Succeeded */) / 1000000000 AS FullSyncAt,
           (SELECT At FROM LastSeen WHERE Name = 'Change') / 1000000000 AS ChangeAt,
           HeartbeatAt / 1000000000 AS CheckedAt,
           HeartbeatLevel AS CheckedLevel,
           HeartbeatReason AS CheckedReason,
           OldestMessageAt / 1000000000 AS MessageAt,
           coalesce(MaxSyncAgeSeconds, 32400) AS MaxSyncAge,
           PausedAt IS NOT NULL AS IsPaused,
           (SELECT count(*) FROM FailedChange WHERE RepairState = 0 /* RepairState.Open */) AS OpenFailedChanges,
           (SELECT count(*) FROM PendingLookUp) AS PendingLookUps
    FROM SyncState
), Judged AS
(
    SELECT Fact.*,
           CASE WHEN FullSyncAt IS NULL THEN 'No full sync has succeeded yet.'
                WHEN CheckedAt IS NULL OR Now - CheckedAt > 900
                    THEN 'The app has not reported for more than 15 minutes: it does not run, or cannot write here.'
                WHEN Now - FullSyncAt > MaxSyncAge THEN 'The last good full sync is older than the schedule allows.'
                WHEN CheckedLevel = 'red' THEN CheckedReason
           END AS RedReason
    FROM Fact
)
SELECT CASE WHEN RedReason IS NOT NULL THEN 'red' WHEN IsPaused = 1 OR CheckedLevel = 'yellow' THEN 'yellow' ELSE 'green' END AS Level,
       CASE WHEN RedReason IS NOT NULL THEN RedReason WHEN IsPaused = 1 THEN 'Paused: changes wait in the queue.'
           WHEN CheckedLevel = 'yellow' THEN CheckedReason ELSE '' END AS Reason,
       CASE WHEN RedReason IS NULL AND IsPaused = 0 THEN 1 ELSE 0 END AS IsTrustworthy,
       strftime('%Y-%m-%d %H:%M:%S', FullSyncAt, 'unixepoch') AS LastFullSyncAt,
       Now - FullSyncAt AS LastFullSyncAgeSeconds,
       strftime('%Y-%m-%d %H:%M:%S', ChangeAt, 'unixepoch') AS LastChangeAt,
       Now - ChangeAt AS LastChangeAgeSeconds,
       strftime('%Y-%m-%d %H:%M:%S', MessageAt, 'unixepoch') AS OldestWaitingMessageAt,
       strftime('%Y-%m-%d %H:%M:%S', CheckedAt, 'unixepoch') AS CheckedAt,
       OpenFailedChanges,
       PendingLookUps,
       IsPaused,
       1 - CAST(r.SkusWrong AS REAL) / nullif(r.SkusCompared, 0) AS Accuracy,
       r.WorstWrongSeconds,
       r.TotalWrongSeconds,
       r.DriftCauses,
       r.Deliveries
FROM Judged
LEFT JOIN SyncRun AS r ON r.Id = (SELECT max(Id) FROM SyncRun WHERE State = 5 /* SyncState.Succeeded */);
