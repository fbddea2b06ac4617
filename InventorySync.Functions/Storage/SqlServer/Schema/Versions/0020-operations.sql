-- SyncState has some names more: Pause (nothing is applied meanwhile), ShrinkApproval (for one run) and Heartbeat (what the app last said of itself, and how old the
-- last good full sync may be by its schedule).

-- Runs that only show what they would change.
CREATE TABLE [$schema$].DryRun
(
    SyncRunId bigint NOT NULL CONSTRAINT PK_DryRun PRIMARY KEY
);

-- How long changes took, counted by minutes of their commit: see LagStage and LagBuckets in the code.
CREATE TABLE [$schema$].ChangeLag
(
    Minute   bigint  NOT NULL, -- since 1970 UTC, our clock
    Stage    tinyint NOT NULL,
    Bucket   tinyint NOT NULL,
    Messages bigint  NOT NULL,
    CONSTRAINT PK_ChangeLag PRIMARY KEY (Minute, Stage, Bucket)
);

-- When something was last seen: Change, the newest applied change's commit; ChangeTrigger, its trigger; Secret:0, a webhook that the first secret verified, and so on.
CREATE TABLE [$schema$].LastSeen
(
    Name nvarchar(50) NOT NULL CONSTRAINT PK_LastSeen PRIMARY KEY,
    At   bigint       NOT NULL
);
GO

-- For whoever only reads this database: is it safe to trust now? One row. Ages are in seconds, times in UTC. Seconds are counted from 2020 on, since DATEADD takes no bigint.
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
       j.IsPaused
FROM Judged AS j;
GO
