-- Binds the database to the shop, unless it is bound to another one, says what is kept back of each SKU, and recomputes every availability when the included locations
-- are others than before.
-- @shopDomain nvarchar(255), @locationIds nvarchar(max), @safetyStock nvarchar(20)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Exclusive';
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';

DECLARE @boundTo nvarchar(max) = (SELECT Value FROM [$schema$].SyncState WHERE Name = N'ShopDomain');
IF @boundTo IS NULL EXEC [$schema$].WriteSyncState N'ShopDomain', @shopDomain;

IF @boundTo IS NULL OR @boundTo = @shopDomain
BEGIN
    EXEC [$schema$].WriteSyncState N'SafetyStock', @safetyStock;
    DECLARE @included TABLE (LocationId bigint NOT NULL PRIMARY KEY);
    INSERT INTO @included (LocationId) SELECT DISTINCT CAST(j.[value] AS bigint) FROM OPENJSON(@locationIds) AS j;

    IF EXISTS (SELECT LocationId FROM @included EXCEPT SELECT LocationId FROM [$schema$].IncludedLocation)
       OR EXISTS (SELECT LocationId FROM [$schema$].IncludedLocation EXCEPT SELECT LocationId FROM @included)
    BEGIN
        DELETE FROM [$schema$].IncludedLocation;
        INSERT INTO [$schema$].IncludedLocation (LocationId) SELECT LocationId FROM @included;
        UPDATE s
        SET Available = a.Available
        FROM [$schema$].Sku AS s
        JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
        WHERE EXISTS (SELECT s.Available EXCEPT SELECT a.Available);
    END;
END;

SELECT coalesce(@boundTo, @shopDomain) AS ShopDomain;
COMMIT TRANSACTION;
