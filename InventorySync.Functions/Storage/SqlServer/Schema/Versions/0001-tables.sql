-- Versions are nanoseconds since 1970 UTC on Shopify's clock: UpdatedAt is Shopify's stamp on its record, SeenAt when the value was seen.
-- BIGINT holds them to the last digit, which no date type does. ObservedBy: 0 a webhook, 1 a read of the Admin API.
-- No foreign keys: messages about an item may come before its product's, in any order; and a raw table that one points at could not be
-- truncated. Text has the database's collation, which is the readers' business; the rule compares it by CompareText.

-- One row: what this database is bound to, the pause, and what the app last said of itself.
CREATE TABLE [$schema$].SyncState
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

INSERT INTO [$schema$].SyncState (Id, SafetyStock) VALUES (1, 0);

-- One row while an early full sync is asked for: see EarlySync in the code.
CREATE TABLE [$schema$].EarlySync
(
    Id        tinyint      NOT NULL CONSTRAINT PK_EarlySync PRIMARY KEY CONSTRAINT CK_EarlySync_Id CHECK (Id = 1),
    Reason    nvarchar(20) NOT NULL, -- see EarlySyncReason
    AskedAt   bigint       NOT NULL, -- our clock
    SeenAfter bigint       NOT NULL,
    NotBefore bigint       NOT NULL  -- our clock
);

-- One row: how many look-ups the webhooks have lately needed. See LookUpWindow in the code.
CREATE TABLE [$schema$].LookUpWindow
(
    Id    tinyint NOT NULL CONSTRAINT PK_LookUpWindow PRIMARY KEY CONSTRAINT CK_LookUpWindow_Id CHECK (Id = 1),
    Since bigint  NOT NULL, -- our clock
    Asked int     NOT NULL
);

-- One row while one run may bring a store that has shrunk by more than the guard allows.
CREATE TABLE [$schema$].ShrinkApproval
(
    Id         tinyint NOT NULL CONSTRAINT PK_ShrinkApproval PRIMARY KEY CONSTRAINT CK_ShrinkApproval_Id CHECK (Id = 1),
    ApprovedAt bigint  NOT NULL, -- our clock
    RunId      bigint  NULL      -- the run that has taken it; NULL until one has
);

-- One row: the last probe. See ProbeRecord in the code.
CREATE TABLE [$schema$].LastProbe
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

-- One row: what the checks of the webhook subscriptions found. See SubscriptionHealth in the code.
CREATE TABLE [$schema$].SubscriptionState
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

INSERT INTO [$schema$].SubscriptionState (Id) VALUES (1);

-- The locations in force; empty means all.
CREATE TABLE [$schema$].IncludedLocation
(
    LocationId bigint NOT NULL CONSTRAINT PK_IncludedLocation PRIMARY KEY
);

-- One row per variant: what applications read, through SkuLive. Never truncated: the full sync changes what differs.
CREATE TABLE [$schema$].Sku
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

-- A change of a level or of an item rewrites the variants that share the item; a change of a product those of the product.
CREATE INDEX IX_Sku_InventoryItemId ON [$schema$].Sku (InventoryItemId);
CREATE INDEX IX_Sku_ProductId ON [$schema$].Sku (ProductId);
-- Applications ask by the merchant's code, which Shopify lets be blank or double.
CREATE INDEX IX_Sku_Sku ON [$schema$].Sku (Sku);

-- The details are empty (all five NULL) while only a deletion, or a message that says to read the product, has been seen.
CREATE TABLE [$schema$].Product
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

-- Variants that a products webhook has named without a body, until a read shows them: what their presence is then compared with.
CREATE TABLE [$schema$].UnreadVariant
(
    VariantId      bigint NOT NULL CONSTRAINT PK_UnreadVariant PRIMARY KEY,
    ProductId      bigint NOT NULL,
    PresenceSeenAt bigint NOT NULL
);

CREATE INDEX IX_UnreadVariant_ProductId ON [$schema$].UnreadVariant (ProductId);

-- The details are empty (all four NULL) while only a deletion has been seen.
CREATE TABLE [$schema$].InventoryItem
(
    InventoryItemId   bigint  NOT NULL CONSTRAINT PK_InventoryItem PRIMARY KEY,
    Tracked           bit     NULL,
    DetailsUpdatedAt  bigint  NULL,
    DetailsSeenAt     bigint  NULL,
    DetailsObservedBy tinyint NULL,
    IsDeleted         bit     NOT NULL,
    PresenceSeenAt    bigint  NOT NULL
);

-- Two registers: the number, empty (all four NULL) while only a disconnect has been seen; and whether the level is connected.
CREATE TABLE [$schema$].InventoryLevel
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

CREATE TABLE [$schema$].Location
(
    LocationId bigint         NOT NULL CONSTRAINT PK_Location PRIMARY KEY,
    Name       nvarchar(500)  NOT NULL,
    IsActive   bit            NOT NULL,
    IsDeleted  bit            NOT NULL,
    SeenAt     bigint         NOT NULL
);

-- What only a read of the Admin API can settle. Kind and Reason: see LookUpKind and LookUpReason.
CREATE TABLE [$schema$].PendingLookUp
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

-- The recovery timer asks for those that are due.
CREATE INDEX IX_PendingLookUp_NotBefore ON [$schema$].PendingLookUp (NotBefore);

CREATE TABLE [$schema$].FailedChange
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

-- Every look-up that is answered, and every full sync, asks for the open ones that it repairs.
CREATE INDEX IX_FailedChange_RepairState ON [$schema$].FailedChange (RepairState, LookUpKind, LookUpId);
-- Whether a delivery about a thing could not be applied, also once it is repaired.
CREATE INDEX IX_FailedChange_LookUp ON [$schema$].FailedChange (LookUpKind, LookUpId, SeenAt);

-- Each as the last full sync downloaded it: replaced as a whole, never changed.
CREATE TABLE [$schema$].RawSkusFromShopify
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

CREATE TABLE [$schema$].RawInventoryLevelsFromShopify
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

-- Rows of a download that is not judged yet. Heaps without keys, since Shopify may send a row twice, and a bulk copy into a heap is the
-- cheapest.
CREATE TABLE [$schema$].StagedVariant
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

CREATE TABLE [$schema$].StagedInventoryLevel
(
    InventoryItemId bigint NOT NULL,
    LocationId      bigint NOT NULL,
    Available       int    NOT NULL,
    OnHand          int    NOT NULL,
    Committed       int    NOT NULL,
    Incoming        int    NOT NULL,
    UpdatedAt       bigint NOT NULL
);

CREATE TABLE [$schema$].StagedLocation
(
    LocationId bigint        NOT NULL,
    Name       nvarchar(500) NOT NULL,
    IsActive   bit           NOT NULL
);

-- The download once its double rows are sorted out, each thing once: what the last transaction of a full sync compares with. Tables and no
-- temporary ones, so that they have the database's collation and every statement that names them can be checked without a server.
CREATE TABLE [$schema$].DownloadedVariant
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

CREATE INDEX IX_DownloadedVariant_ProductId ON [$schema$].DownloadedVariant (ProductId);

CREATE TABLE [$schema$].DownloadedLevel
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

CREATE TABLE [$schema$].DownloadedProduct
(
    ProductId        bigint         NOT NULL CONSTRAINT PK_DownloadedProduct PRIMARY KEY,
    ProductTitle     nvarchar(1000) NOT NULL,
    ProductStatus    nvarchar(50)   NOT NULL,
    ProductUpdatedAt bigint         NOT NULL
);

CREATE TABLE [$schema$].DownloadedItem
(
    InventoryItemId bigint NOT NULL CONSTRAINT PK_DownloadedItem PRIMARY KEY,
    Tracked         bit    NOT NULL,
    ItemUpdatedAt   bigint NOT NULL,
    IsCutOff        bit    NOT NULL -- fewer levels came than Shopify says it has: one that did not come is not known to be gone
);

-- What readers see before a full sync, so that what it changed for them can be counted: versions move with every read, and are nobody's
-- news.
CREATE TABLE [$schema$].SkuBefore
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

-- Every full sync. State: see SyncState in the code. At most one is unfinished: who begins or takes over one holds the lock
-- InventorySync:runs.
CREATE TABLE [$schema$].SyncRun
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

CREATE INDEX IX_SyncRun_State ON [$schema$].SyncRun (State);
-- A bulk operation belongs to one run.
CREATE INDEX IX_SyncRun_BulkOperationId ON [$schema$].SyncRun (BulkOperationId);

-- What a full sync found different: what it was, what it became, and why. The causes are looked for after the run, and again while more
-- may come to be known: see DriftRule in the code.
CREATE TABLE [$schema$].SyncDrift
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

CREATE INDEX IX_SyncDrift_SyncRunId ON [$schema$].SyncDrift (SyncRunId);
-- The rows of a run that are to be looked at, some at a time.
CREATE INDEX IX_SyncDrift_LookAgainAt ON [$schema$].SyncDrift (SyncRunId, LookAgainAt);

-- Runs that only show what they would change.
CREATE TABLE [$schema$].DryRun
(
    SyncRunId bigint NOT NULL CONSTRAINT PK_DryRun PRIMARY KEY
);

-- How long changes took, counted by minutes of their commit: see LagStage and LagBuckets in the code.
CREATE TABLE [$schema$].ChangeLag
(
    Minute   bigint  NOT NULL, -- since 1970 UTC, our clock
    Stage    tinyint NOT NULL,
    Bucket   tinyint NOT NULL,
    Messages bigint  NOT NULL,
    CONSTRAINT PK_ChangeLag PRIMARY KEY (Minute, Stage, Bucket)
);

-- When something was last seen: Change, the newest applied change's commit; ChangeTrigger, its trigger; Secret:0, a webhook that the first
-- secret verified, and so on.
CREATE TABLE [$schema$].LastSeen
(
    Name nvarchar(50) NOT NULL CONSTRAINT PK_LastSeen PRIMARY KEY,
    At   bigint       NOT NULL
);

-- How many of a SKU are kept back, where it is not what the setting says.
CREATE TABLE [$schema$].SkuPolicy
(
    VariantId   bigint        NOT NULL CONSTRAINT PK_SkuPolicy PRIMARY KEY,
    SafetyStock int           NOT NULL,
    Note        nvarchar(500) NULL,
    SetAt       bigint        NOT NULL -- our clock
);

-- The last observations, what had no effect included: for people, and for whoever looks for the cause of a drift. Nothing is decided by it,
-- and it may lack some: it is written in batches after the commits, at best effort. What a full sync repaired is in SyncDrift, and not here
-- as well. No index by time: Id grows with it closely enough for the removal of old rows, and every index is paid for by every row.
CREATE TABLE [$schema$].ObservationLog
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

-- An item's observations, and with no item those of a location, which are those of every item with a level there.
CREATE INDEX IX_ObservationLog_InventoryItemId ON [$schema$].ObservationLog (InventoryItemId, LocationId);
-- A product's, and of its variants.
CREATE INDEX IX_ObservationLog_ProductId ON [$schema$].ObservationLog (ProductId);

-- Webhook deliveries by what the endpoint answered them, in whole hours. Topic is one that the app knows, or other: nothing that a sender
-- chooses becomes a row.
CREATE TABLE [$schema$].DeliveryCount
(
    Hour       bigint       NOT NULL, -- since 1970 UTC, our clock
    Topic      nvarchar(50) NOT NULL,
    Outcome    nvarchar(20) NOT NULL, -- see WebhookOutcome in the code
    Deliveries bigint       NOT NULL,
    CONSTRAINT PK_DeliveryCount PRIMARY KEY (Hour, Topic, Outcome)
);

-- When webhooks were lost for want of a right subscription, on Shopify's clock.
CREATE TABLE [$schema$].SubscriptionGap
(
    Topic      nvarchar(50) NOT NULL, -- as a delivery's header names it
    LostSince  bigint       NOT NULL, -- the last check that had found it right: it was lost some time after
    RepairedAt bigint       NOT NULL,
    CONSTRAINT PK_SubscriptionGap PRIMARY KEY (Topic, RepairedAt)
);
