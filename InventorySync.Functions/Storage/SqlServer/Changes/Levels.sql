-- name: ApplyLevel
-- One webhook about one level, in one round trip: decided by the rule, written, and the availability of the item's variants set to the new
-- sum. Idempotent by the rule, so that it may be sent again after a deadlock or a lost connection.
-- @updatedAt is NULL where the webhook says nothing of the number, @isConnected where it says nothing of the connection.
-- @inventoryItemId bigint, @locationId bigint, @available int, @updatedAt bigint, @isConnected bit, @seenAt bigint
-- @now bigint, @conflictNotBefore bigint, @windowNanoseconds bigint, @maxLookUps int, @patienceNanoseconds bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Shared';
EXEC [$schema$].TakeItemLock @inventoryItemId;

DECLARE @isHeld bit = 0, @heldAvailable int, @heldUpdatedAt bigint, @heldSeenAt bigint, @heldObservedBy tinyint, @heldIsConnected bit,
    @heldPresenceSeenAt bigint;
SELECT @isHeld = 1,
       @heldAvailable = Available,
       @heldUpdatedAt = AvailableUpdatedAt,
       @heldSeenAt = AvailableSeenAt,
       @heldObservedBy = AvailableObservedBy,
       @heldIsConnected = IsConnected,
       @heldPresenceSeenAt = PresenceSeenAt
FROM [$schema$].InventoryLevel
WHERE InventoryItemId = @inventoryItemId AND LocationId = @locationId;

-- What the last full sync did not show, and nobody has met, was absent then.
DECLARE @absentSince bigint = (SELECT ReadEverythingSeenAt FROM [$schema$].SyncState);
IF @isHeld = 0 AND @absentSince IS NOT NULL SELECT @heldIsConnected = 0, @heldPresenceSeenAt = @absentSince;

DECLARE @sign int = [$schema$].CompareNumbers(@available, @heldAvailable);
DECLARE @availableOutcome int = [$schema$].DecideObservation(@heldUpdatedAt, @heldSeenAt, @heldObservedBy, @updatedAt, @seenAt, 0, @sign);
DECLARE @presenceOutcome int = [$schema$].DecidePresence(@heldIsConnected, @heldPresenceSeenAt, @isConnected, @seenAt);

-- An update implies the level that it meets first: present, and any statement about presence overrules it, unless a full sync has not seen
-- the level since.
DECLARE @impliedOutcome int;
IF @isHeld = 0 AND @isConnected IS NULL
    SET @impliedOutcome = [$schema$].DecidePresence(@heldIsConnected, @heldPresenceSeenAt, 1, [$schema$].Later(@seenAt, @updatedAt));
IF @isHeld = 0
    INSERT INTO [$schema$].InventoryLevel
        (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt)
    VALUES
        (@inventoryItemId, @locationId, @available, @updatedAt,
         CASE WHEN @updatedAt IS NOT NULL THEN [$schema$].Later(@seenAt, @updatedAt) END, CASE WHEN @updatedAt IS NOT NULL THEN 0 END,
         CASE WHEN @impliedOutcome IN (0, 3) THEN 1 WHEN @presenceOutcome IN (0, 3) THEN @isConnected ELSE 0 END,
         CASE WHEN @impliedOutcome IN (0, 3) THEN 0 WHEN @presenceOutcome IN (0, 3) THEN @seenAt ELSE @absentSince END);

IF @isHeld = 1 AND @availableOutcome IN (0, 3)
    UPDATE [$schema$].InventoryLevel
    SET Available = @available, AvailableUpdatedAt = @updatedAt, AvailableSeenAt = [$schema$].Later(@seenAt, @updatedAt),
        AvailableObservedBy = 0
    WHERE InventoryItemId = @inventoryItemId AND LocationId = @locationId;

IF @isHeld = 1 AND @presenceOutcome IN (0, 3)
    UPDATE [$schema$].InventoryLevel
    SET IsConnected = @isConnected, PresenceSeenAt = @seenAt
    WHERE InventoryItemId = @inventoryItemId AND LocationId = @locationId;

DECLARE @oldAvailable int =
    (SELECT TOP (1) Available FROM [$schema$].Sku WHERE InventoryItemId = @inventoryItemId AND IsDeleted = 0 ORDER BY VariantId);
DECLARE @newAvailable int = (SELECT Available FROM [$schema$].ItemAvailability WHERE InventoryItemId = @inventoryItemId);
UPDATE [$schema$].Sku
SET Available = @newAvailable
WHERE InventoryItemId = @inventoryItemId AND EXISTS (SELECT Available EXCEPT SELECT @newAvailable);

-- A need is written where only the API can say more: of two observations of one version, and of an item that is not known.
DECLARE @isAsked bit = 0;
IF @availableOutcome IN (3, 4) OR @presenceOutcome IN (3, 4) OR @impliedOutcome IN (3, 4)
BEGIN
    SET @isAsked = 1;
    EXEC [$schema$].AskLookUp 1, @inventoryItemId, 2, @now, @seenAt, @conflictNotBefore, 0, @windowNanoseconds, @maxLookUps,
        @patienceNanoseconds;
END
ELSE IF NOT EXISTS (SELECT 1 FROM [$schema$].InventoryItem WHERE InventoryItemId = @inventoryItemId)
BEGIN
    SET @isAsked = 1;
    EXEC [$schema$].AskLookUp 1, @inventoryItemId, 1, @now, @seenAt, @now, 1, @windowNanoseconds, @maxLookUps, @patienceNanoseconds;
END;

SELECT @availableOutcome AS Available, @presenceOutcome AS Presence, @oldAvailable AS OldAvailable, @newAvailable AS NewAvailable;

SELECT coalesce(Sku, N'') AS Sku FROM [$schema$].Sku WHERE InventoryItemId = @inventoryItemId AND IsDeleted = 0 ORDER BY VariantId;

SELECT Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM [$schema$].PendingLookUp
WHERE @isAsked = 1 AND Kind = 1 AND Id = @inventoryItemId;
COMMIT TRANSACTION;
