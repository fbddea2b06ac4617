-- One statement, and no lock of ours: rows are added, and nothing is decided by them.
-- @observations nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
INSERT INTO [$schema$].ObservationLog
    (RecordedAt, Source, Kind, Outcome, SeenAt, UpdatedAt, Value, Reason, ProductId, VariantId, InventoryItemId, LocationId, Topic, WebhookId, TriggeredAt, ReceivedAt, SyncRunId)
SELECT j.RecordedAt, j.Source, j.Kind, j.Outcome, j.SeenAt, j.UpdatedAt, j.Value, j.Reason, j.ProductId, j.VariantId, j.InventoryItemId, j.LocationId, j.Topic, j.WebhookId,
       j.TriggeredAt, j.ReceivedAt, j.SyncRunId
FROM OPENJSON(@observations) WITH
(
    RecordedAt bigint '$.recordedAt', Source nvarchar(20) '$.source', Kind nvarchar(20) '$.kind', Outcome nvarchar(20) '$.outcome', SeenAt bigint '$.seenAt',
    UpdatedAt bigint '$.updatedAt', Value nvarchar(200) '$.value', Reason nvarchar(400) '$.reason', ProductId bigint '$.productId', VariantId bigint '$.variantId',
    InventoryItemId bigint '$.inventoryItemId', LocationId bigint '$.locationId', Topic nvarchar(100) '$.topic', WebhookId nvarchar(200) '$.webhookId',
    TriggeredAt bigint '$.triggeredAt', ReceivedAt bigint '$.receivedAt', SyncRunId bigint '$.syncRunId'
) AS j;
