UPDATE SyncDrift
SET Direction = @direction, Topic = @topic, Cause = @cause, LookAgainAt = @lookAgainAt
WHERE rowid = @id;
