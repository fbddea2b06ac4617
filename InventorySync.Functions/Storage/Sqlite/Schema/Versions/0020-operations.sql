-- SyncState has some names more: Pause (nothing is applied meanwhile), ShrinkApproval (for one run) and Heartbeat (what the app last said of itself, and how old the
-- last good full sync may be by its schedule).

-- Runs that only show what they would change.
CREATE TABLE DryRun
(
    SyncRunId INTEGER NOT NULL CONSTRAINT PK_DryRun PRIMARY KEY
) STRICT;

-- How long changes took, counted by minutes of their commit: see LagStage and LagBuckets in the code.
CREATE TABLE ChangeLag
(
    Minute   INTEGER NOT NULL, -- since 1970 UTC, our clock
    Stage    INTEGER NOT NULL,
    Bucket   INTEGER NOT NULL,
    Messages INTEGER NOT NULL,
    CONSTRAINT PK_ChangeLag PRIMARY KEY (Minute, Stage, Bucket)
) STRICT, WITHOUT ROWID;

-- When something was last seen: Change, the newest applied change's commit; ChangeTrigger, its trigger; Secret:0, a webhook that the first secret verified, and so on.
CREATE TABLE LastSeen
(
    Name TEXT    NOT NULL CONSTRAINT PK_LastSeen PRIMARY KEY,
    At   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- For whoever only reads this database: is it safe to trust now? One row. Ages are in seconds, times in UTC.
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
       IsPaused
FROM Judged;
