-- Why each row that a full sync had to repair had been wrong. The causes are looked for after the run, and again while more may come to be known: see DriftRule in the code.
ALTER TABLE SyncDrift ADD COLUMN Direction TEXT NULL;   -- see DriftDirection
ALTER TABLE SyncDrift ADD COLUMN Topic TEXT NULL;       -- whose delivery would have told
ALTER TABLE SyncDrift ADD COLUMN Cause TEXT NULL;       -- see DriftCause; NULL until it has been looked for, and of what was in flight
ALTER TABLE SyncDrift ADD COLUMN LookAgainAt INTEGER NULL DEFAULT 0; -- our clock; 0 at once, NULL where nothing more is to come
-- Of what was found before this, too little is known.
UPDATE SyncDrift SET LookAgainAt = NULL;
-- The rows of a run that are to be looked at, some at a time.
CREATE INDEX IX_SyncDrift_LookAgainAt ON SyncDrift (SyncRunId, LookAgainAt) WHERE LookAgainAt IS NOT NULL;

-- How right the tables were when a run looked. NULL of the first, which only fills, and of those of before.
ALTER TABLE SyncRun ADD COLUMN SkusCompared INTEGER NULL;      -- variants that the tables or the shop had
ALTER TABLE SyncRun ADD COLUMN SkusWrong INTEGER NULL;         -- of which the availability or the presence was wrong, and not in flight
ALTER TABLE SyncRun ADD COLUMN WorstWrongSeconds INTEGER NULL; -- from Shopify's stamp to the repair, of the row that had been wrong the longest
ALTER TABLE SyncRun ADD COLUMN TotalWrongSeconds INTEGER NULL; -- of all rows together
ALTER TABLE SyncRun ADD COLUMN DriftCauses TEXT NULL;          -- JSON: rows by cause
ALTER TABLE SyncRun ADD COLUMN Deliveries TEXT NULL;           -- JSON: by topic, those that never came and those that did, since the run before

-- When webhooks were lost for want of a right subscription, on Shopify's clock.
CREATE TABLE SubscriptionGap
(
    Topic      TEXT    NOT NULL, -- as a delivery's header names it
    LostSince  INTEGER NOT NULL, -- the last check that had found it right: it was lost some time after
    RepairedAt INTEGER NOT NULL,
    CONSTRAINT PK_SubscriptionGap PRIMARY KEY (Topic, RepairedAt)
) STRICT, WITHOUT ROWID;

-- Whether a delivery about a thing could not be applied, also once it is repaired.
CREATE INDEX IX_FailedChange_LookUp ON FailedChange (LookUpKind, LookUpId, SeenAt);

-- As before, and how right the tables were when the last good full sync looked: the share of SKUs, how long rows had been wrong, and why, as SyncRun has them.
DROP VIEW SyncFreshness;
CREATE VIEW SyncFreshness AS
WITH Fact AS
(
    SELECT CAST(strftime('%s', 'now') AS INTEGER) AS Now,
           (SELECT max(StartedAt) FROM SyncRun WHERE State = 5) / 1000000000 AS FullSyncAt,
           (SELECT At FROM LastSeen WHERE Name = 'Change') / 1000000000 AS ChangeAt,
           (SELECT json_extract(Value, '$.at') FROM SyncState WHERE Name = 'Heartbeat') / 1000000000 AS CheckedAt,
           (SELECT json_extract(Value, '$.level') FROM SyncState WHERE Name = 'Heartbeat') AS CheckedLevel,
           (SELECT json_extract(Value, '$.reason') FROM SyncState WHERE Name = 'Heartbeat') AS CheckedReason,
           (SELECT json_extract(Value, '$.oldestMessageAt') FROM SyncState WHERE Name = 'Heartbeat') / 1000000000 AS MessageAt,
           coalesce((SELECT json_extract(Value, '$.maxSyncAgeSeconds') FROM SyncState WHERE Name = 'Heartbeat'), 32400) AS MaxSyncAge,
           EXISTS (SELECT 1 FROM SyncState WHERE Name = 'Pause') AS IsPaused,
           (SELECT count(*) FROM FailedChange WHERE RepairState = 0) AS OpenFailedChanges,
           (SELECT count(*) FROM PendingLookUp) AS PendingLookUps
), Judged AS
(
    SELECT Fact.*,
           CASE WHEN FullSyncAt IS NULL THEN 'No full sync has succeeded yet.'
                WHEN CheckedAt IS NULL OR Now - CheckedAt > 900 THEN 'The app has not reported for more than 15 minutes: it does not run, or cannot write here.'
                WHEN Now - FullSyncAt > MaxSyncAge THEN 'The last good full sync is older than the schedule allows.'
                WHEN CheckedLevel = 'red' THEN CheckedReason
           END AS RedReason
    FROM Fact
)
SELECT CASE WHEN RedReason IS NOT NULL THEN 'red' WHEN IsPaused = 1 OR CheckedLevel = 'yellow' THEN 'yellow' ELSE 'green' END AS Level,
       CASE WHEN RedReason IS NOT NULL THEN RedReason WHEN IsPaused = 1 THEN 'Paused: changes wait in the queue.' WHEN CheckedLevel = 'yellow' THEN CheckedReason ELSE '' END AS Reason,
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
LEFT JOIN SyncRun AS r ON r.Id = (SELECT max(Id) FROM SyncRun WHERE State = 5);
