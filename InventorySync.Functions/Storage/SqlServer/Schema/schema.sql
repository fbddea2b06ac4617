-- The schema as Versions/ and Logic/ leave it, for people to read: nothing runs this file.
-- A test holds it true, and docs/tests.md says how to write it after a change.

CREATE TABLE [dbo].SyncState
(
    Id                   tinyint       NOT NULL CONSTRAINT PK_SyncState PRIMARY KEY CONSTRAINT CK_SyncState_Id CHECK (Id = 1),
    ShopDomain           nvarchar(255) NULL,     -- the shop whose stock this is; NULL until the app has started
    SafetyStock          int           NOT NULL, -- the setting, for whoever only reads the database
    -- What the last full sync says of everything that it did not show, and that nobody has met: that it was absent then.
    ReadEverythingSeenAt bigint        NULL,
    PausedAt             bigint        NULL,     -- our clock; NULL while changes are applied
    PauseReason          nvarchar(max) NULL,     -- the operator's words
    HeartbeatAt          bigint        NULL,     -- our clock; these five are what SyncFreshness tells
    HeartbeatLevel       nvarchar(10)  NULL,     -- green, yellow or red
    HeartbeatReason      nvarchar(max) NULL,
    OldestMessageAt      bigint        NULL,     -- when the oldest waiting message came into its queue
    MaxSyncAgeSeconds    bigint        NULL      -- how old the last good full sync may be, by its schedule
);
GO

CREATE TABLE [dbo].EarlySync
(
    Id        tinyint      NOT NULL CONSTRAINT PK_EarlySync PRIMARY KEY CONSTRAINT CK_EarlySync_Id CHECK (Id = 1),
    Reason    nvarchar(20) NOT NULL, -- see EarlySyncReason
    AskedAt   bigint       NOT NULL, -- our clock
    SeenAfter bigint       NOT NULL,
    NotBefore bigint       NOT NULL  -- our clock
);
GO

CREATE TABLE [dbo].LookUpWindow
(
    Id    tinyint NOT NULL CONSTRAINT PK_LookUpWindow PRIMARY KEY CONSTRAINT CK_LookUpWindow_Id CHECK (Id = 1),
    Since bigint  NOT NULL, -- our clock
    Asked int     NOT NULL
);
GO

CREATE TABLE [dbo].ShrinkApproval
(
    Id         tinyint NOT NULL CONSTRAINT PK_ShrinkApproval PRIMARY KEY CONSTRAINT CK_ShrinkApproval_Id CHECK (Id = 1),
    ApprovedAt bigint  NOT NULL, -- our clock
    RunId      bigint  NULL      -- the run that has taken it; NULL until one has
);
GO

CREATE TABLE [dbo].LastProbe
(
    Id          tinyint       NOT NULL CONSTRAINT PK_LastProbe PRIMARY KEY CONSTRAINT CK_LastProbe_Id CHECK (Id = 1),
    At          bigint        NOT NULL, -- our clock
    Checked     int           NOT NULL,
    Late        int           NOT NULL,
    Wrong       int           NOT NULL,
    Causes      nvarchar(max) NOT NULL, -- JSON: one for each wrong item
    IsAlarming  bit           NOT NULL,
    SyncAskedAt bigint        NULL,
    Failure     nvarchar(max) NULL
);
GO

CREATE TABLE [dbo].SubscriptionState
(
    Id            tinyint       NOT NULL CONSTRAINT PK_SubscriptionState PRIMARY KEY CONSTRAINT CK_SubscriptionState_Id CHECK (Id = 1),
    CheckedAt     bigint        NULL, -- these five of the last check that was carried through
    SeenAt        bigint        NULL,
    Address       nvarchar(max) NULL,
    ApiVersion    nvarchar(max) NULL,
    Topics        nvarchar(max) NULL, -- JSON: what it found of each topic
    FailedAt      bigint        NULL, -- these two of a later check that could not be
    FailureReason nvarchar(max) NULL,
    RepairBegunAt bigint        NULL, -- a repair that has begun and not ended
    RepairedAt    bigint        NULL, -- when a check last had to repair something
    UninstalledAt bigint        NULL
);
GO

CREATE TABLE [dbo].IncludedLocation
(
    LocationId bigint NOT NULL CONSTRAINT PK_IncludedLocation PRIMARY KEY
);
GO

CREATE TABLE [dbo].Sku
(
    VariantId         bigint         NOT NULL CONSTRAINT PK_Sku PRIMARY KEY,
    ProductId         bigint         NOT NULL,
    InventoryItemId   bigint         NOT NULL,
    Sku               nvarchar(500)  NULL,
    Barcode           nvarchar(500)  NULL,
    Title             nvarchar(1000) NOT NULL,
    Price             decimal(19,4)  NOT NULL,
    DetailsUpdatedAt  bigint         NOT NULL,
    DetailsSeenAt     bigint         NOT NULL,
    DetailsObservedBy tinyint        NOT NULL,
    ProductTitle      nvarchar(1000) NOT NULL, -- copies of Product's and InventoryItem's, rewritten with them, never compared
    ProductStatus     nvarchar(50)   NOT NULL,
    Tracked           bit            NULL,     -- NULL while the item is not known: a product's message may come before its items'
    Available         int            NULL,     -- NULL while Shopify does not track the item, or it is not known
    IsDeleted         bit            NOT NULL,
    PresenceSeenAt    bigint         NOT NULL
);
GO

CREATE INDEX IX_Sku_InventoryItemId ON [dbo].Sku (InventoryItemId);
GO

CREATE INDEX IX_Sku_ProductId ON [dbo].Sku (ProductId);
GO

CREATE INDEX IX_Sku_Sku ON [dbo].Sku (Sku);
GO

CREATE TABLE [dbo].Product
(
    ProductId         bigint         NOT NULL CONSTRAINT PK_Product PRIMARY KEY,
    Title             nvarchar(1000) NULL,
    Status            nvarchar(50)   NULL,
    DetailsUpdatedAt  bigint         NULL,
    DetailsSeenAt     bigint         NULL,
    DetailsObservedBy tinyint        NULL,
    IsDeleted         bit            NOT NULL,
    PresenceSeenAt    bigint         NOT NULL,
    -- when the newest list of all its variants was seen: a variant that is met later, but was seen before, was not in it
    VariantsSeenAt    bigint         NULL
);
GO

CREATE TABLE [dbo].UnreadVariant
(
    VariantId      bigint NOT NULL CONSTRAINT PK_UnreadVariant PRIMARY KEY,
    ProductId      bigint NOT NULL,
    PresenceSeenAt bigint NOT NULL
);
GO

CREATE INDEX IX_UnreadVariant_ProductId ON [dbo].UnreadVariant (ProductId);
GO

CREATE TABLE [dbo].InventoryItem
(
    InventoryItemId   bigint  NOT NULL CONSTRAINT PK_InventoryItem PRIMARY KEY,
    Tracked           bit     NULL,
    DetailsUpdatedAt  bigint  NULL,
    DetailsSeenAt     bigint  NULL,
    DetailsObservedBy tinyint NULL,
    IsDeleted         bit     NOT NULL,
    PresenceSeenAt    bigint  NOT NULL
);
GO

CREATE TABLE [dbo].InventoryLevel
(
    InventoryItemId     bigint  NOT NULL,
    LocationId          bigint  NOT NULL,
    Available           int     NULL,
    AvailableUpdatedAt  bigint  NULL,
    AvailableSeenAt     bigint  NULL,
    AvailableObservedBy tinyint NULL,
    IsConnected         bit     NOT NULL,
    PresenceSeenAt      bigint  NOT NULL,
    OnHand              int     NULL, -- these three as of the last full sync
    Committed           int     NULL,
    Incoming            int     NULL,
    CONSTRAINT PK_InventoryLevel PRIMARY KEY (InventoryItemId, LocationId)
);
GO

CREATE TABLE [dbo].Location
(
    LocationId bigint         NOT NULL CONSTRAINT PK_Location PRIMARY KEY,
    Name       nvarchar(500)  NOT NULL,
    IsActive   bit            NOT NULL,
    IsDeleted  bit            NOT NULL,
    SeenAt     bigint         NOT NULL
);
GO

CREATE TABLE [dbo].PendingLookUp
(
    Kind      tinyint NOT NULL,
    Id        bigint  NOT NULL,
    Reason    tinyint NOT NULL,
    AskedAt   bigint  NOT NULL,
    SeenAfter bigint  NOT NULL,
    NotBefore bigint  NOT NULL,
    Tries     int     NOT NULL,
    CONSTRAINT PK_PendingLookUp PRIMARY KEY (Kind, Id)
);
GO

CREATE INDEX IX_PendingLookUp_NotBefore ON [dbo].PendingLookUp (NotBefore);
GO

CREATE TABLE [dbo].FailedChange
(
    Id          nvarchar(200)    NOT NULL CONSTRAINT PK_FailedChange PRIMARY KEY,
    Kind        nvarchar(50)     NOT NULL,
    Topic       nvarchar(200)    NULL,
    Reason      nvarchar(max)    NOT NULL,
    HeadersJson nvarchar(max)    NOT NULL,
    BodyLength  bigint           NOT NULL,
    BodySha256  nvarchar(64)     NOT NULL,
    BodyHead    varbinary(max)   NOT NULL, -- the first 16 KiB
    ReceivedAt  bigint           NOT NULL, -- our clock
    SeenAt      bigint           NOT NULL, -- Shopify's: a read that saw later repairs it
    LookUpKind  tinyint          NULL,     -- what has to be looked up, where that could be made out; see LookUpKind
    LookUpId    bigint           NULL,
    Tries       int              NOT NULL,
    RepairState tinyint          NOT NULL  -- 0 open, 1 repaired; see RepairState
);
GO

CREATE INDEX IX_FailedChange_RepairState ON [dbo].FailedChange (RepairState, LookUpKind, LookUpId);
GO

CREATE INDEX IX_FailedChange_LookUp ON [dbo].FailedChange (LookUpKind, LookUpId, SeenAt);
GO

CREATE TABLE [dbo].RawSkusFromShopify
(
    VariantId        bigint         NOT NULL CONSTRAINT PK_RawSkusFromShopify PRIMARY KEY,
    ProductId        bigint         NOT NULL,
    InventoryItemId  bigint         NOT NULL,
    Sku              nvarchar(500)  NULL,
    Barcode          nvarchar(500)  NULL,
    ProductTitle     nvarchar(1000) NOT NULL,
    VariantTitle     nvarchar(1000) NOT NULL,
    Price            decimal(19,4)  NOT NULL,
    ProductStatus    nvarchar(50)   NOT NULL,
    Tracked          bit            NOT NULL,
    VariantUpdatedAt bigint         NOT NULL,
    ProductUpdatedAt bigint         NOT NULL,
    ItemUpdatedAt    bigint         NOT NULL,
    SyncRunId        bigint         NOT NULL
);
GO

CREATE TABLE [dbo].RawInventoryLevelsFromShopify
(
    InventoryItemId bigint NOT NULL,
    LocationId      bigint NOT NULL,
    Available       int    NOT NULL,
    OnHand          int    NOT NULL,
    Committed       int    NOT NULL,
    Incoming        int    NOT NULL,
    UpdatedAt       bigint NOT NULL,
    CONSTRAINT PK_RawInventoryLevelsFromShopify PRIMARY KEY (InventoryItemId, LocationId)
);
GO

CREATE TABLE [dbo].StagedVariant
(
    VariantId        bigint         NOT NULL,
    ProductId        bigint         NOT NULL,
    InventoryItemId  bigint         NOT NULL,
    Sku              nvarchar(500)  NULL,
    Barcode          nvarchar(500)  NULL,
    ProductTitle     nvarchar(1000) NOT NULL,
    VariantTitle     nvarchar(1000) NOT NULL,
    Price            decimal(19,4)  NOT NULL,
    ProductStatus    nvarchar(50)   NOT NULL,
    Tracked          bit            NOT NULL,
    VariantUpdatedAt bigint         NOT NULL,
    ProductUpdatedAt bigint         NOT NULL,
    ItemUpdatedAt    bigint         NOT NULL,
    LocationsCount   int            NULL
);
GO

CREATE TABLE [dbo].StagedInventoryLevel
(
    InventoryItemId bigint NOT NULL,
    LocationId      bigint NOT NULL,
    Available       int    NOT NULL,
    OnHand          int    NOT NULL,
    Committed       int    NOT NULL,
    Incoming        int    NOT NULL,
    UpdatedAt       bigint NOT NULL
);
GO

CREATE TABLE [dbo].StagedLocation
(
    LocationId bigint        NOT NULL,
    Name       nvarchar(500) NOT NULL,
    IsActive   bit           NOT NULL
);
GO

CREATE TABLE [dbo].DownloadedVariant
(
    VariantId        bigint         NOT NULL CONSTRAINT PK_DownloadedVariant PRIMARY KEY,
    ProductId        bigint         NOT NULL,
    InventoryItemId  bigint         NOT NULL,
    Sku              nvarchar(500)  NULL,
    Barcode          nvarchar(500)  NULL,
    ProductTitle     nvarchar(1000) NOT NULL,
    VariantTitle     nvarchar(1000) NOT NULL,
    Price            decimal(19,4)  NOT NULL,
    ProductStatus    nvarchar(50)   NOT NULL,
    Tracked          bit            NOT NULL,
    VariantUpdatedAt bigint         NOT NULL,
    ProductUpdatedAt bigint         NOT NULL,
    ItemUpdatedAt    bigint         NOT NULL
);
GO

CREATE INDEX IX_DownloadedVariant_ProductId ON [dbo].DownloadedVariant (ProductId);
GO

CREATE TABLE [dbo].DownloadedLevel
(
    InventoryItemId bigint NOT NULL,
    LocationId      bigint NOT NULL,
    Available       int    NOT NULL,
    OnHand          int    NOT NULL,
    Committed       int    NOT NULL,
    Incoming        int    NOT NULL,
    UpdatedAt       bigint NOT NULL,
    CONSTRAINT PK_DownloadedLevel PRIMARY KEY (InventoryItemId, LocationId)
);
GO

CREATE TABLE [dbo].DownloadedProduct
(
    ProductId        bigint         NOT NULL CONSTRAINT PK_DownloadedProduct PRIMARY KEY,
    ProductTitle     nvarchar(1000) NOT NULL,
    ProductStatus    nvarchar(50)   NOT NULL,
    ProductUpdatedAt bigint         NOT NULL
);
GO

CREATE TABLE [dbo].DownloadedItem
(
    InventoryItemId bigint NOT NULL CONSTRAINT PK_DownloadedItem PRIMARY KEY,
    Tracked         bit    NOT NULL,
    ItemUpdatedAt   bigint NOT NULL,
    IsCutOff        bit    NOT NULL -- fewer levels came than Shopify says it has: one that did not come is not known to be gone
);
GO

CREATE TABLE [dbo].SkuBefore
(
    VariantId       bigint         NOT NULL CONSTRAINT PK_SkuBefore PRIMARY KEY,
    ProductId       bigint         NOT NULL,
    InventoryItemId bigint         NOT NULL,
    Sku             nvarchar(500)  NULL,
    Barcode         nvarchar(500)  NULL,
    Title           nvarchar(1000) NOT NULL,
    Price           decimal(19,4)  NOT NULL,
    ProductTitle    nvarchar(1000) NOT NULL,
    ProductStatus   nvarchar(50)   NOT NULL,
    Tracked         bit            NULL,
    Available       int            NULL
);
GO

CREATE TABLE [dbo].SyncRun
(
    Id                        bigint        NOT NULL IDENTITY(1,1) CONSTRAINT PK_SyncRun PRIMARY KEY,
    State                     tinyint       NOT NULL,
    Owner                     nvarchar(200) NULL,
    LeasedUntil               bigint        NOT NULL,
    StartedAt                 bigint        NOT NULL,
    EndedAt                   bigint        NULL,
    BulkOperationId           nvarchar(200) NULL,
    BulkCreatedAt             bigint        NULL,
    ObjectCount               bigint        NOT NULL,
    FileSize                  bigint        NULL,
    BytesRead                 bigint        NOT NULL,
    RowsStaged                bigint        NOT NULL,
    Variants                  bigint        NULL,
    Levels                    bigint        NULL,
    SkusWritten               bigint        NULL,
    LevelsWritten             bigint        NULL,
    Drift                     bigint        NULL,
    InFlight                  bigint        NULL,
    ItemsWithFewerLevels      bigint        NULL,
    LookUpsAsked              bigint        NULL,
    -- How long readers of the raw tables waited: from their truncation to the commit; 0 where they were deleted from instead.
    ReadersWaitedMilliseconds bigint        NULL,
    Error                     nvarchar(max) NULL,
    -- How right the tables were when this run looked. NULL of the first, which only fills.
    SkusCompared              bigint        NULL, -- variants that the tables or the shop had
    SkusWrong                 bigint        NULL, -- of which the availability or the presence was wrong, and not in flight
    WorstWrongSeconds         bigint        NULL, -- from Shopify's stamp to the repair, of the row that had been wrong the longest
    TotalWrongSeconds         bigint        NULL, -- of all rows together
    DriftCauses               nvarchar(max) NULL, -- JSON: rows by cause
    Deliveries                nvarchar(max) NULL  -- JSON: by topic, those that never came and those that did, since the run before
);
GO

CREATE INDEX IX_SyncRun_State ON [dbo].SyncRun (State);
GO

CREATE INDEX IX_SyncRun_BulkOperationId ON [dbo].SyncRun (BulkOperationId);
GO

CREATE TABLE [dbo].SyncDrift
(
    Id              bigint        NOT NULL IDENTITY(1,1) CONSTRAINT PK_SyncDrift PRIMARY KEY,
    SyncRunId       bigint        NOT NULL,
    Kind            nvarchar(50)  NOT NULL, -- available, connected, variant, variant presence, product, item, sum
    VariantId       bigint        NULL,
    ProductId       bigint        NULL,
    InventoryItemId bigint        NULL,
    LocationId      bigint        NULL,
    Was             nvarchar(max) NULL,
    Became          nvarchar(max) NULL,
    UpdatedAt       bigint        NULL,     -- Shopify's, where its record has one
    IsInFlight      bit           NOT NULL, -- changed within the margin before the read: its webhook may still be on its way
    Direction       nvarchar(10)  NULL,     -- see DriftDirection
    Topic           nvarchar(50)  NULL,     -- whose delivery would have told
    Cause           nvarchar(20)  NULL,     -- see DriftCause; NULL until it has been looked for, and of what was in flight
    -- Our clock: when to look for the cause. 0 at once, NULL where nothing more is to come.
    LookAgainAt     bigint        NULL CONSTRAINT DF_SyncDrift_LookAgainAt DEFAULT 0
);
GO

CREATE INDEX IX_SyncDrift_SyncRunId ON [dbo].SyncDrift (SyncRunId);
GO

CREATE INDEX IX_SyncDrift_LookAgainAt ON [dbo].SyncDrift (SyncRunId, LookAgainAt);
GO

CREATE TABLE [dbo].DryRun
(
    SyncRunId bigint NOT NULL CONSTRAINT PK_DryRun PRIMARY KEY
);
GO

CREATE TABLE [dbo].ChangeLag
(
    Minute   bigint  NOT NULL, -- since 1970 UTC, our clock
    Stage    tinyint NOT NULL,
    Bucket   tinyint NOT NULL,
    Messages bigint  NOT NULL,
    CONSTRAINT PK_ChangeLag PRIMARY KEY (Minute, Stage, Bucket)
);
GO

CREATE TABLE [dbo].LastSeen
(
    Name nvarchar(50) NOT NULL CONSTRAINT PK_LastSeen PRIMARY KEY,
    At   bigint       NOT NULL
);
GO

CREATE TABLE [dbo].SkuPolicy
(
    VariantId   bigint        NOT NULL CONSTRAINT PK_SkuPolicy PRIMARY KEY,
    SafetyStock int           NOT NULL,
    Note        nvarchar(500) NULL,
    SetAt       bigint        NOT NULL -- our clock
);
GO

CREATE TABLE [dbo].ObservationLog
(
    Id              bigint        NOT NULL IDENTITY(1,1) CONSTRAINT PK_ObservationLog PRIMARY KEY,
    RecordedAt      bigint        NOT NULL, -- our clock: when it was applied, or dropped
    Source          nvarchar(20)  NOT NULL, -- see ObservationSource in the code
    Kind            nvarchar(20)  NOT NULL, -- level, product, variant, item, location, rejected, uninstalled
    WebhookId       nvarchar(200) NULL,
    Topic           nvarchar(100) NULL,
    ProductId       bigint        NULL,
    VariantId       bigint        NULL,
    InventoryItemId bigint        NULL,
    LocationId      bigint        NULL,
    Value           nvarchar(200) NULL,     -- a number, present or absent, tracked or not: what a line has room for
    UpdatedAt       bigint        NULL,     -- Shopify's stamp on its record
    SeenAt          bigint        NOT NULL, -- with UpdatedAt the version that the rule compares
    TriggeredAt     bigint        NULL,
    ReceivedAt      bigint        NULL,     -- our clock
    Outcome         nvarchar(20)  NOT NULL, -- see Outcome in the code
    Reason          nvarchar(400) NULL,     -- why it was dropped, why it was looked up, or what it changed
    SyncRunId       bigint        NULL      -- where a full sync made it
);
GO

CREATE INDEX IX_ObservationLog_InventoryItemId ON [dbo].ObservationLog (InventoryItemId, LocationId);
GO

CREATE INDEX IX_ObservationLog_ProductId ON [dbo].ObservationLog (ProductId);
GO

CREATE TABLE [dbo].DeliveryCount
(
    Hour       bigint       NOT NULL, -- since 1970 UTC, our clock
    Topic      nvarchar(50) NOT NULL,
    Outcome    nvarchar(20) NOT NULL, -- see WebhookOutcome in the code
    Deliveries bigint       NOT NULL,
    CONSTRAINT PK_DeliveryCount PRIMARY KEY (Hour, Topic, Outcome)
);
GO

CREATE TABLE [dbo].SubscriptionGap
(
    Topic      nvarchar(50) NOT NULL, -- as a delivery's header names it
    LostSince  bigint       NOT NULL, -- the last check that had found it right: it was lost some time after
    RepairedAt bigint       NOT NULL,
    CONSTRAINT PK_SubscriptionGap PRIMARY KEY (Topic, RepairedAt)
);
GO

CREATE TABLE [dbo].DownloadDifference
(
    Kind       nvarchar(20) NOT NULL, -- a register: product, item, variant, available; and their presence, which is connected of a level
    Id         bigint       NOT NULL, -- of a level its item's
    LocationId bigint       NOT NULL, -- 0 of all but levels
    IsOther    bit          NOT NULL, -- another value, and not only another stamp
    IsWritten  bit          NOT NULL,
    IsConflict bit          NOT NULL,
    CONSTRAINT PK_DownloadDifference PRIMARY KEY (Kind, Id, LocationId)
);
GO

CREATE FUNCTION [dbo].DecideRead (@heldUpdatedAt bigint, @heldSeenAt bigint, @updatedAt bigint, @seenAt bigint, @sign int)
RETURNS TABLE
AS
RETURN
    SELECT CASE
        WHEN @heldUpdatedAt IS NULL OR @seenAt > @heldSeenAt OR @updatedAt > @heldUpdatedAt THEN 0 /* Outcome.Applied */
        WHEN @updatedAt < @heldUpdatedAt THEN 2 /* Outcome.Superseded */
        WHEN @heldSeenAt IN (@seenAt, @updatedAt)
            THEN CASE WHEN @sign = 0 THEN 1 /* Outcome.Repeat */ WHEN @sign < 0 THEN 3 /* Outcome.ConflictApplied */
                ELSE 4 /* Outcome.ConflictKept */ END
        WHEN @sign <> 0 AND @heldSeenAt < @updatedAt + 1000000000 THEN 4 /* Outcome.ConflictKept */
        ELSE 2 /* Outcome.Superseded */
    END AS Outcome;
GO

CREATE FUNCTION [dbo].DecideReadState (@heldState int, @heldSeenAt bigint, @readState int, @seenAt bigint)
RETURNS TABLE
AS
RETURN
    SELECT CASE
        WHEN @readState = @heldState AND @seenAt = @heldSeenAt THEN 1 /* Outcome.Repeat */
        WHEN @seenAt > @heldSeenAt OR (@seenAt = @heldSeenAt AND @readState < @heldState)
            THEN CASE WHEN @readState <> @heldState AND @seenAt / 1000000000 = @heldSeenAt / 1000000000
                THEN 3 /* Outcome.ConflictApplied */ ELSE 0 /* Outcome.Applied */ END
        WHEN @readState <> @heldState AND @seenAt / 1000000000 = @heldSeenAt / 1000000000 THEN 4 /* Outcome.ConflictKept */
        ELSE 2 /* Outcome.Superseded */
    END AS Outcome;
GO

CREATE FUNCTION [dbo].OrderTexts (@x nvarchar(1000), @y nvarchar(1000))
RETURNS TABLE
AS
RETURN
    SELECT CASE
        WHEN @x IS NULL AND @y IS NULL THEN 0
        WHEN @x IS NULL THEN -1
        WHEN @y IS NULL THEN 1
        WHEN @x + NCHAR(1) < @y + NCHAR(1) COLLATE Latin1_General_100_BIN2 THEN -1
        WHEN @x + NCHAR(1) > @y + NCHAR(1) COLLATE Latin1_General_100_BIN2 THEN 1
        ELSE 0
    END AS Sign;
GO

CREATE PROCEDURE [dbo].TakeLock @resource nvarchar(255), @mode nvarchar(32)
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @result int;
    EXEC @result = sp_getapplock @Resource = @resource, @LockMode = @mode, @LockOwner = N'Transaction', @LockTimeout = 30000;
    IF @result < 0
    BEGIN
        DECLARE @message nvarchar(2000) = CONCAT(N'The lock ', @resource, N' was not granted (', @result, N').');
        THROW 51205, @message, 1;
    END;
END;
GO

CREATE PROCEDURE [dbo].FenceRun @runId bigint, @owner nvarchar(200)
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE [dbo].SyncRun SET Owner = @owner WHERE Id = @runId AND Owner = @owner AND State < 5 /* SyncState.Succeeded */;
    IF @@ROWCOUNT = 0 THROW 51210, N'The run is leased to another instance, or has ended.', 1;
END;
GO

CREATE VIEW [dbo].CountedLevel
AS
SELECT l.InventoryItemId, l.LocationId, l.Available
FROM [dbo].InventoryLevel AS l
LEFT JOIN [dbo].Location AS p ON p.LocationId = l.LocationId
WHERE l.IsConnected = 1
  AND (p.LocationId IS NULL OR (p.IsActive = 1 AND p.IsDeleted = 0))
  AND (NOT EXISTS (SELECT 1 FROM [dbo].IncludedLocation)
       OR EXISTS (SELECT 1 FROM [dbo].IncludedLocation AS i WHERE i.LocationId = l.LocationId));
GO

CREATE VIEW [dbo].ItemAvailability
AS
SELECT i.InventoryItemId,
       CASE WHEN i.Tracked = 1 AND i.IsDeleted = 1 THEN 0
            WHEN i.Tracked = 1
            THEN (SELECT CAST(CASE WHEN sum(CAST(c.Available AS bigint)) > 2147483647 THEN 2147483647
                                   WHEN sum(CAST(c.Available AS bigint)) < -2147483648 THEN -2147483648
                                   ELSE coalesce(sum(CAST(c.Available AS bigint)), 0)
                              END AS int)
                  FROM [dbo].CountedLevel AS c
                  WHERE c.InventoryItemId = i.InventoryItemId)
       END AS Available
FROM [dbo].InventoryItem AS i;
GO

CREATE VIEW [dbo].SkuLive
AS
SELECT s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.ProductTitle, s.ProductStatus, s.Tracked,
    s.Available,
       CASE WHEN s.Available IS NULL THEN NULL
            WHEN s.Available <= coalesce(p.SafetyStock, (SELECT b.SafetyStock FROM [dbo].SyncState AS b), 0) THEN 0
            ELSE s.Available - coalesce(p.SafetyStock, (SELECT b.SafetyStock FROM [dbo].SyncState AS b), 0)
       END AS Sellable
FROM [dbo].Sku AS s
LEFT JOIN [dbo].SkuPolicy AS p ON p.VariantId = s.VariantId
WHERE s.IsDeleted = 0;
GO

CREATE VIEW [dbo].SyncFreshness
AS
WITH Fact AS
(
    SELECT CAST(DATEDIFF(second, '2020-01-01', SYSUTCDATETIME()) AS bigint) AS Now,
           (SELECT max(StartedAt)
               FROM [dbo].SyncRun
               WHERE State = 5 /* SyncState.Succeeded */) / 1000000000 - 1577836800 AS FullSyncAt,
           (SELECT At FROM [dbo].LastSeen WHERE Name = N'Change') / 1000000000 - 1577836800 AS ChangeAt,
           s.HeartbeatAt / 1000000000 - 1577836800 AS CheckedAt,
           s.HeartbeatLevel AS CheckedLevel,
           s.HeartbeatReason AS CheckedReason,
           s.OldestMessageAt / 1000000000 - 1577836800 AS MessageAt,
           coalesce(s.MaxSyncAgeSeconds, 32400) AS MaxSyncAge,
           CASE WHEN s.PausedAt IS NOT NULL THEN 1 ELSE 0 END AS IsPaused,
           (SELECT count(*) FROM [dbo].FailedChange WHERE RepairState = 0 /* RepairState.Open */) AS OpenFailedChanges,
           (SELECT count(*) FROM [dbo].PendingLookUp) AS PendingLookUps
    FROM [dbo].SyncState AS s
), Judged AS
(
    SELECT f.Now, f.FullSyncAt, f.ChangeAt, f.CheckedAt, f.CheckedLevel, f.CheckedReason, f.MessageAt, f.IsPaused, f.OpenFailedChanges,
        f.PendingLookUps,
           CASE WHEN f.FullSyncAt IS NULL THEN N'No full sync has succeeded yet.'
                WHEN f.CheckedAt IS NULL OR f.Now - f.CheckedAt > 900
                    THEN N'The app has not reported for more than 15 minutes: it does not run, or cannot write here.'
                WHEN f.Now - f.FullSyncAt > f.MaxSyncAge THEN N'The last good full sync is older than the schedule allows.'
                WHEN f.CheckedLevel = N'red' THEN f.CheckedReason
           END AS RedReason
    FROM Fact AS f
)
SELECT CASE WHEN j.RedReason IS NOT NULL THEN N'red' WHEN j.IsPaused = 1 OR j.CheckedLevel = N'yellow'
    THEN N'yellow' ELSE N'green' END AS Level,
       CASE WHEN j.RedReason IS NOT NULL THEN j.RedReason
            WHEN j.IsPaused = 1 THEN N'Paused: changes wait in the queue.'
            WHEN j.CheckedLevel = N'yellow' THEN j.CheckedReason
            ELSE N'' END AS Reason,
       CASE WHEN j.RedReason IS NULL AND j.IsPaused = 0 THEN 1 ELSE 0 END AS IsTrustworthy,
       DATEADD(second, CAST(j.FullSyncAt AS int), CAST('2020-01-01' AS datetime2(0))) AS LastFullSyncAt,
       j.Now - j.FullSyncAt AS LastFullSyncAgeSeconds,
       DATEADD(second, CAST(j.ChangeAt AS int), CAST('2020-01-01' AS datetime2(0))) AS LastChangeAt,
       j.Now - j.ChangeAt AS LastChangeAgeSeconds,
       DATEADD(second, CAST(j.MessageAt AS int), CAST('2020-01-01' AS datetime2(0))) AS OldestWaitingMessageAt,
       DATEADD(second, CAST(j.CheckedAt AS int), CAST('2020-01-01' AS datetime2(0))) AS CheckedAt,
       j.OpenFailedChanges,
       j.PendingLookUps,
       j.IsPaused,
       1 - CAST(r.SkusWrong AS float) / nullif(r.SkusCompared, 0) AS Accuracy,
       r.WorstWrongSeconds,
       r.TotalWrongSeconds,
       r.DriftCauses,
       r.Deliveries
FROM Judged AS j
LEFT JOIN [dbo].SyncRun AS r ON r.Id = (SELECT max(Id) FROM [dbo].SyncRun WHERE State = 5 /* SyncState.Succeeded */);
GO
