-- name: RecordObservation
INSERT INTO ObservationLog
    (RecordedAt, Source, Kind, Outcome, SeenAt, UpdatedAt, Value, Reason, ProductId, VariantId, InventoryItemId, LocationId, Topic,
     WebhookId, TriggeredAt, ReceivedAt, SyncRunId)
VALUES
    (@recordedAt, @source, @kind, @outcome, @seenAt, @updatedAt, @value, @reason, @productId, @variantId, @inventoryItemId, @locationId,
     @topic, @webhookId, @triggeredAt,
     @receivedAt, @syncRunId);

-- name: AddDeliveries
INSERT INTO DeliveryCount (Hour, Topic, Outcome, Deliveries)
VALUES (@hour, @topic, @outcome, @deliveries)
ON CONFLICT (Hour, Topic, Outcome) DO UPDATE SET Deliveries = Deliveries + excluded.Deliveries;

-- name: DeleteOldDeliveries
DELETE FROM DeliveryCount WHERE Hour < @keepFromHour;

-- name: AddLag
INSERT INTO ChangeLag (Minute, Stage, Bucket, Messages) VALUES (@minute, @stage, @bucket, @messages)
ON CONFLICT (Minute, Stage, Bucket) DO UPDATE SET Messages = Messages + excluded.Messages;

-- name: WriteLastSeen
INSERT INTO LastSeen (Name, At) VALUES (@name, @at)
ON CONFLICT (Name) DO UPDATE SET At = max(At, excluded.At);

-- name: DeleteOldLags
DELETE FROM ChangeLag WHERE Minute < @minute;
