-- Why each row that a full sync had to repair had been wrong. The causes are looked for after the run, and again while more may come to be known: see DriftRule in the code.
-- A column at a time, since Babelfish takes no more.
ALTER TABLE [$schema$].SyncDrift ADD Id bigint NOT NULL IDENTITY(1,1);
ALTER TABLE [$schema$].SyncDrift ADD Direction nvarchar(10) NULL; -- see DriftDirection
ALTER TABLE [$schema$].SyncDrift ADD Topic nvarchar(50) NULL;     -- whose delivery would have told
ALTER TABLE [$schema$].SyncDrift ADD Cause nvarchar(20) NULL;     -- see DriftCause; NULL until it has been looked for, and of what was in flight
ALTER TABLE [$schema$].SyncDrift ADD LookAgainAt bigint NULL CONSTRAINT DF_SyncDrift_LookAgainAt DEFAULT 0; -- our clock; 0 at once, NULL where nothing more is to come
GO
-- Of what was found before this, too little is known.
UPDATE [$schema$].SyncDrift SET LookAgainAt = NULL;
CREATE UNIQUE INDEX UX_SyncDrift_Id ON [$schema$].SyncDrift (Id);
-- The rows of a run that are to be looked at, some at a time.
CREATE INDEX IX_SyncDrift_LookAgainAt ON [$schema$].SyncDrift (SyncRunId, LookAgainAt);

-- How right the tables were when a run looked. NULL of the first, which only fills, and of those of before.
ALTER TABLE [$schema$].SyncRun ADD SkusCompared bigint NULL;      -- variants that the tables or the shop had
ALTER TABLE [$schema$].SyncRun ADD SkusWrong bigint NULL;         -- of which the availability or the presence was wrong, and not in flight
ALTER TABLE [$schema$].SyncRun ADD WorstWrongSeconds bigint NULL; -- from Shopify's stamp to the repair, of the row that had been wrong the longest
ALTER TABLE [$schema$].SyncRun ADD TotalWrongSeconds bigint NULL; -- of all rows together
ALTER TABLE [$schema$].SyncRun ADD DriftCauses nvarchar(max) NULL; -- JSON: rows by cause
ALTER TABLE [$schema$].SyncRun ADD Deliveries nvarchar(max) NULL;  -- JSON: by topic, those that never came and those that did, since the run before
GO

-- When webhooks were lost for want of a right subscription, on Shopify's clock.
CREATE TABLE [$schema$].SubscriptionGap
(
    Topic      nvarchar(50) NOT NULL, -- as a delivery's header names it
    LostSince  bigint       NOT NULL, -- the last check that had found it right: it was lost some time after
    RepairedAt bigint       NOT NULL,
    CONSTRAINT PK_SubscriptionGap PRIMARY KEY (Topic, RepairedAt)
);

-- Whether a delivery about a thing could not be applied, also once it is repaired.
CREATE INDEX IX_FailedChange_LookUp ON [$schema$].FailedChange (LookUpKind, LookUpId, SeenAt);
GO

-- As before, and how right the tables were when the last good full sync looked: the share of SKUs, how long rows had been wrong, and why, as SyncRun has them.
DROP VIEW [$schema$].SyncFreshness;
GO
CREATE VIEW [$schema$].SyncFreshness
AS
WITH Fact AS
(
    SELECT CAST(DATEDIFF(second, '2020-01-01', SYSUTCDATETIME()) AS bigint) AS Now,
           (SELECT max(StartedAt) FROM [$schema$].SyncRun WHERE State = 5) / 1000000000 - 1577836800 AS FullSyncAt,
           (SELECT At FROM [$schema$].LastSeen WHERE Name = N'Change') / 1000000000 - 1577836800 AS ChangeAt,
           (SELECT CAST(JSON_VALUE(Value, N'$.at') AS bigint) FROM [$schema$].SyncState WHERE Name = N'Heartbeat') / 1000000000 - 1577836800 AS CheckedAt,
           (SELECT JSON_VALUE(Value, N'$.level') FROM [$schema$].SyncState WHERE Name = N'Heartbeat') AS CheckedLevel,
           (SELECT JSON_VALUE(Value, N'$.reason') FROM [$schema$].SyncState WHERE Name = N'Heartbeat') AS CheckedReason,
           (SELECT CAST(JSON_VALUE(Value, N'$.oldestMessageAt') AS bigint) FROM [$schema$].SyncState WHERE Name = N'Heartbeat') / 1000000000 - 1577836800 AS MessageAt,
           coalesce((SELECT CAST(JSON_VALUE(Value, N'$.maxSyncAgeSeconds') AS bigint) FROM [$schema$].SyncState WHERE Name = N'Heartbeat'), 32400) AS MaxSyncAge,
           CASE WHEN EXISTS (SELECT 1 FROM [$schema$].SyncState WHERE Name = N'Pause') THEN 1 ELSE 0 END AS IsPaused,
           (SELECT count(*) FROM [$schema$].FailedChange WHERE RepairState = 0) AS OpenFailedChanges,
           (SELECT count(*) FROM [$schema$].PendingLookUp) AS PendingLookUps
), Judged AS
(
    SELECT f.Now, f.FullSyncAt, f.ChangeAt, f.CheckedAt, f.CheckedLevel, f.CheckedReason, f.MessageAt, f.IsPaused, f.OpenFailedChanges, f.PendingLookUps,
           CASE WHEN f.FullSyncAt IS NULL THEN N'No full sync has succeeded yet.'
                WHEN f.CheckedAt IS NULL OR f.Now - f.CheckedAt > 900 THEN N'The app has not reported for more than 15 minutes: it does not run, or cannot write here.'
                WHEN f.Now - f.FullSyncAt > f.MaxSyncAge THEN N'The last good full sync is older than the schedule allows.'
                WHEN f.CheckedLevel = N'red' THEN f.CheckedReason
           END AS RedReason
    FROM Fact AS f
)
SELECT CASE WHEN j.RedReason IS NOT NULL THEN N'red' WHEN j.IsPaused = 1 OR j.CheckedLevel = N'yellow' THEN N'yellow' ELSE N'green' END AS Level,
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
LEFT JOIN [$schema$].SyncRun AS r ON r.Id = (SELECT max(Id) FROM [$schema$].SyncRun WHERE State = 5);
GO
