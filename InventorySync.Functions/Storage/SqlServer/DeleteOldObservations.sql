-- By the order of Id, which is that of RecordedAt but for some seconds between instances.
-- @recordedBefore bigint, @limit int
SET NOCOUNT, XACT_ABORT ON;
DELETE FROM [$schema$].ObservationLog
WHERE Id IN (SELECT TOP (@limit) o.Id FROM [$schema$].ObservationLog AS o ORDER BY o.Id) AND RecordedAt < @recordedBefore;
SELECT @@ROWCOUNT AS Removed;
