-- name: ReadPause
SELECT PausedAt, PauseReason FROM SyncState WHERE PausedAt IS NOT NULL;

-- name: WritePause
-- An earlier pause stays.
UPDATE SyncState SET PausedAt = @pausedAt, PauseReason = @reason WHERE PausedAt IS NULL;

-- name: Resume
UPDATE SyncState SET PausedAt = NULL, PauseReason = NULL WHERE PausedAt IS NOT NULL;

-- name: ApproveShrink
INSERT INTO ShrinkApproval (Id, ApprovedAt, RunId) VALUES (1, @approvedAt, NULL)
ON CONFLICT (Id) DO UPDATE SET ApprovedAt = excluded.ApprovedAt, RunId = NULL;

-- name: KeepShrinkApproval
UPDATE ShrinkApproval SET RunId = @runId WHERE RunId IS NULL OR RunId = @runId;

-- name: DeleteShrinkApproval
DELETE FROM ShrinkApproval;
