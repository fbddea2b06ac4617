INSERT INTO SyncRun (State, Owner, LeasedUntil, StartedAt)
VALUES (1, @owner, @leasedUntil, @now)
RETURNING Id;
