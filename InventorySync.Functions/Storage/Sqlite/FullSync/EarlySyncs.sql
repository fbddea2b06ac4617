-- name: ReadEarlySync
SELECT Reason, AskedAt, SeenAfter, NotBefore FROM EarlySync;

-- name: WriteEarlySync
INSERT INTO EarlySync (Id, Reason, AskedAt, SeenAfter, NotBefore) VALUES (1, @reason, @askedAt, @seenAfter, @notBefore)
ON CONFLICT (Id) DO UPDATE
SET Reason = excluded.Reason, AskedAt = excluded.AskedAt, SeenAfter = excluded.SeenAfter, NotBefore = excluded.NotBefore;

-- name: DeleteEarlySync
DELETE FROM EarlySync;

-- name: ReadLookUpWindow
SELECT Since, Asked FROM LookUpWindow;

-- name: WriteLookUpWindow
INSERT INTO LookUpWindow (Id, Since, Asked) VALUES (1, @since, @asked)
ON CONFLICT (Id) DO UPDATE SET Since = excluded.Since, Asked = excluded.Asked;

-- name: DeleteLookUpWindow
DELETE FROM LookUpWindow;

-- name: ReadAbsentSince
SELECT ReadEverythingSeenAt FROM SyncState WHERE ReadEverythingSeenAt IS NOT NULL;

-- name: WriteAbsentSince
UPDATE SyncState SET ReadEverythingSeenAt = @seenAt;
