-- name: ApplyItem
-- One webhook about one inventory item, in one round trip: whether it is tracked, and whether it exists. Its variants are left to their
-- product's message.
-- @updatedAt is NULL where the webhook says nothing of the tracking.
-- @inventoryItemId bigint, @tracked bit, @updatedAt bigint, @isPresent bit, @seenAt bigint
-- @now bigint, @conflictNotBefore bigint, @windowNanoseconds bigint, @maxLookUps int, @patienceNanoseconds bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Shared';
EXEC [$schema$].TakeItemLock @inventoryItemId;

DECLARE @isHeld bit = 0, @heldTracked bit, @heldUpdatedAt bigint, @heldSeenAt bigint, @heldObservedBy tinyint, @heldIsPresent bit,
    @heldPresenceSeenAt bigint;
SELECT @isHeld = 1,
       @heldTracked = Tracked,
       @heldUpdatedAt = DetailsUpdatedAt,
       @heldSeenAt = DetailsSeenAt,
       @heldObservedBy = DetailsObservedBy,
       @heldIsPresent = CASE WHEN IsDeleted = 1 THEN 0 ELSE 1 END,
       @heldPresenceSeenAt = PresenceSeenAt
FROM [$schema$].InventoryItem
WHERE InventoryItemId = @inventoryItemId;

-- What the last full sync did not show, and nobody has met, was absent then.
DECLARE @absentSince bigint = (SELECT ReadEverythingSeenAt FROM [$schema$].SyncState);
IF @isHeld = 0 AND @absentSince IS NOT NULL SELECT @heldIsPresent = 0, @heldPresenceSeenAt = @absentSince;

DECLARE @sign int = [$schema$].CompareNumbers(@tracked, @heldTracked);
DECLARE @trackedOutcome int = [$schema$].DecideObservation(@heldUpdatedAt, @heldSeenAt, @heldObservedBy, @updatedAt, @seenAt, 0, @sign);
DECLARE @presenceOutcome int = [$schema$].DecidePresence(@heldIsPresent, @heldPresenceSeenAt, @isPresent, @seenAt);
DECLARE @oldAvailable int =
    (SELECT TOP (1) Available FROM [$schema$].Sku WHERE InventoryItemId = @inventoryItemId AND IsDeleted = 0 ORDER BY VariantId);

IF @isHeld = 0
    INSERT INTO [$schema$].InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted,
        PresenceSeenAt)
    VALUES
        (@inventoryItemId, @tracked, @updatedAt, CASE WHEN @updatedAt IS NOT NULL THEN [$schema$].Later(@seenAt, @updatedAt) END,
         CASE WHEN @updatedAt IS NOT NULL THEN 0 END,
         CASE WHEN @isPresent = 1 AND @presenceOutcome IN (0, 3) THEN 0 ELSE 1 END,
         CASE WHEN @presenceOutcome IN (0, 3) THEN @seenAt ELSE @absentSince END);

IF @isHeld = 1 AND @trackedOutcome IN (0, 3)
    UPDATE [$schema$].InventoryItem
    SET Tracked = @tracked, DetailsUpdatedAt = @updatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, @updatedAt), DetailsObservedBy = 0
    WHERE InventoryItemId = @inventoryItemId;

IF @isHeld = 1 AND @presenceOutcome IN (0, 3)
    UPDATE [$schema$].InventoryItem
    SET IsDeleted = CASE WHEN @isPresent = 1 THEN 0 ELSE 1 END, PresenceSeenAt = @seenAt
    WHERE InventoryItemId = @inventoryItemId;

DECLARE @newTracked bit, @newAvailable int;
SELECT @newTracked = i.Tracked, @newAvailable = a.Available
FROM [$schema$].InventoryItem AS i
JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = i.InventoryItemId
WHERE i.InventoryItemId = @inventoryItemId;

UPDATE [$schema$].Sku
SET Tracked = @newTracked, Available = @newAvailable
WHERE InventoryItemId = @inventoryItemId AND EXISTS (SELECT Tracked, Available EXCEPT SELECT @newTracked, @newAvailable);

DECLARE @isAsked bit = 0;
IF @trackedOutcome IN (3, 4) OR @presenceOutcome IN (3, 4)
BEGIN
    SET @isAsked = 1;
    EXEC [$schema$].AskLookUp 1, @inventoryItemId, 2, @now, @seenAt, @conflictNotBefore, 0, @windowNanoseconds, @maxLookUps,
        @patienceNanoseconds;
END;

SELECT @trackedOutcome AS Tracked, @presenceOutcome AS Presence, @oldAvailable AS OldAvailable, @newAvailable AS NewAvailable;

SELECT coalesce(Sku, N'') AS Sku FROM [$schema$].Sku WHERE InventoryItemId = @inventoryItemId AND IsDeleted = 0 ORDER BY VariantId;

SELECT Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM [$schema$].PendingLookUp
WHERE @isAsked = 1 AND Kind = 1 AND Id = @inventoryItemId;
COMMIT TRANSACTION;
