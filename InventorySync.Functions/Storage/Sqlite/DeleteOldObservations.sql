-- By the order of Id, which is that of RecordedAt but for some seconds between instances.
DELETE FROM ObservationLog
WHERE Id IN (SELECT o.Id FROM ObservationLog AS o ORDER BY o.Id LIMIT @limit) AND RecordedAt < @recordedBefore;
