INSERT INTO ObservationLog
    (RecordedAt, Source, Kind, Outcome, SeenAt, UpdatedAt, Value, Reason, ProductId, VariantId, InventoryItemId, LocationId, Topic, WebhookId, TriggeredAt, ReceivedAt, SyncRunId)
VALUES
    (@recordedAt, @source, @kind, @outcome, @seenAt, @updatedAt, @value, @reason, @productId, @variantId, @inventoryItemId, @locationId, @topic, @webhookId, @triggeredAt,
     @receivedAt, @syncRunId);
