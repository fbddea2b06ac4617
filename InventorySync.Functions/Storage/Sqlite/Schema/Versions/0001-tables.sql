-- Versions are nanoseconds since 1970 UTC on Shopify's clock: UpdatedAt is Shopify's stamp on its record, SeenAt when the value was seen.
-- ObservedBy: 0 a webhook, 1 a read of the Admin API. No foreign keys: messages about an item may come before its product's, in any order.

-- One row: what this database is bound to, the pause, and what the app last said of itself.
CREATE TABLE SyncState
(
    Id                   INTEGER NOT NULL CONSTRAINT PK_SyncState PRIMARY KEY CONSTRAINT CK_SyncState_Id CHECK (Id = 1),
    ShopDomain           TEXT    NULL,     -- the shop whose stock this is; NULL until the app has started
    SafetyStock          INTEGER NOT NULL, -- the setting, for whoever only reads the database
    -- What the last full sync says of everything that it did not show, and that nobody has met: that it was absent then.
    ReadEverythingSeenAt INTEGER NULL,
    PausedAt             INTEGER NULL,     -- our clock; NULL while changes are applied
    PauseReason          TEXT    NULL,     -- the operator's words
    HeartbeatAt          INTEGER NULL,     -- our clock; these five are what SyncFreshness tells
    HeartbeatLevel       TEXT    NULL,     -- green, yellow or red
    HeartbeatReason      TEXT    NULL,
    OldestMessageAt      INTEGER NULL,     -- when the oldest waiting message came into its queue
    MaxSyncAgeSeconds    INTEGER NULL      -- how old the last good full sync may be, by its schedule
) STRICT;

INSERT INTO SyncState (Id, SafetyStock) VALUES (1, 0);

-- The locations in force; empty means all.
CREATE TABLE IncludedLocation
(
    LocationId INTEGER NOT NULL CONSTRAINT PK_IncludedLocation PRIMARY KEY
) STRICT;

-- One row while an early full sync is asked for: see EarlySync in the code.
CREATE TABLE EarlySync
(
    Id        INTEGER NOT NULL CONSTRAINT PK_EarlySync PRIMARY KEY CONSTRAINT CK_EarlySync_Id CHECK (Id = 1),
    Reason    TEXT    NOT NULL, -- see EarlySyncReason
    AskedAt   INTEGER NOT NULL, -- our clock
    SeenAfter INTEGER NOT NULL,
    NotBefore INTEGER NOT NULL  -- our clock
) STRICT;

-- One row: how many look-ups the webhooks have lately needed. See LookUpWindow in the code.
CREATE TABLE LookUpWindow
(
    Id    INTEGER NOT NULL CONSTRAINT PK_LookUpWindow PRIMARY KEY CONSTRAINT CK_LookUpWindow_Id CHECK (Id = 1),
    Since INTEGER NOT NULL, -- our clock
    Asked INTEGER NOT NULL
) STRICT;

-- One row while one run may bring a store that has shrunk by more than the guard allows.
CREATE TABLE ShrinkApproval
(
    Id         INTEGER NOT NULL CONSTRAINT PK_ShrinkApproval PRIMARY KEY CONSTRAINT CK_ShrinkApproval_Id CHECK (Id = 1),
    ApprovedAt INTEGER NOT NULL, -- our clock
    RunId      INTEGER NULL      -- the run that has taken it; NULL until one has
) STRICT;

-- One row: the last probe. See ProbeRecord in the code.
CREATE TABLE LastProbe
(
    Id          INTEGER NOT NULL CONSTRAINT PK_LastProbe PRIMARY KEY CONSTRAINT CK_LastProbe_Id CHECK (Id = 1),
    At          INTEGER NOT NULL, -- our clock
    Checked     INTEGER NOT NULL,
    Late        INTEGER NOT NULL,
    Wrong       INTEGER NOT NULL,
    Causes      TEXT    NOT NULL, -- JSON: one for each wrong item
    IsAlarming  INTEGER NOT NULL,
    SyncAskedAt INTEGER NULL,
    Failure     TEXT    NULL
) STRICT;

-- One row: what the checks of the webhook subscriptions found. See SubscriptionHealth in the code.
CREATE TABLE SubscriptionState
(
    Id            INTEGER NOT NULL CONSTRAINT PK_SubscriptionState PRIMARY KEY CONSTRAINT CK_SubscriptionState_Id CHECK (Id = 1),
    CheckedAt     INTEGER NULL, -- these five of the last check that was carried through
    SeenAt        INTEGER NULL,
    Address       TEXT    NULL,
    ApiVersion    TEXT    NULL,
    Topics        TEXT    NULL, -- JSON: what it found of each topic
    FailedAt      INTEGER NULL, -- these two of a later check that could not be
    FailureReason TEXT    NULL,
    RepairBegunAt INTEGER NULL, -- a repair that has begun and not ended
    RepairedAt    INTEGER NULL, -- when a check last had to repair something
    UninstalledAt INTEGER NULL
) STRICT;

INSERT INTO SubscriptionState (Id) VALUES (1);

-- One row per variant: what applications read, through SkuLive.
CREATE TABLE Sku
(
    VariantId         INTEGER NOT NULL CONSTRAINT PK_Sku PRIMARY KEY,
    ProductId         INTEGER NOT NULL,
    InventoryItemId   INTEGER NOT NULL,
    Sku               TEXT    NULL,
    Barcode           TEXT    NULL,
    Title             TEXT    NOT NULL,
    Price             TEXT    NOT NULL, -- a decimal number: SQLite has no exact type for one
    DetailsUpdatedAt  INTEGER NOT NULL,
    DetailsSeenAt     INTEGER NOT NULL,
    DetailsObservedBy INTEGER NOT NULL,
    ProductTitle      TEXT    NOT NULL, -- copies of Product's and InventoryItem's, rewritten with them, never compared
    ProductStatus     TEXT    NOT NULL,
    Tracked           INTEGER NULL,     -- NULL while the item is not known: a product's message may come before its items'
    Available         INTEGER NULL,     -- NULL while Shopify does not track the item, or it is not known
    IsDeleted         INTEGER NOT NULL,
    PresenceSeenAt    INTEGER NOT NULL
) STRICT;

-- A change of a level or of an item rewrites the variants that share the item; a change of a product those of the product.
CREATE INDEX IX_Sku_InventoryItemId ON Sku (InventoryItemId);
CREATE INDEX IX_Sku_ProductId ON Sku (ProductId);
-- Applications ask by the merchant's code, which Shopify lets be blank or double.
CREATE INDEX IX_Sku_Sku ON Sku (Sku);

-- The details are empty (all five NULL) while only a deletion, or a message that says to read the product, has been seen.
CREATE TABLE Product
(
    ProductId         INTEGER NOT NULL CONSTRAINT PK_Product PRIMARY KEY,
    Title             TEXT    NULL,
    Status            TEXT    NULL,
    DetailsUpdatedAt  INTEGER NULL,
    DetailsSeenAt     INTEGER NULL,
    DetailsObservedBy INTEGER NULL,
    IsDeleted         INTEGER NOT NULL,
    PresenceSeenAt    INTEGER NOT NULL,
    -- when the newest list of all its variants was seen: a variant that is met later, but was seen before, was not in it
    VariantsSeenAt    INTEGER NULL
) STRICT;

-- Variants that a products webhook has named without a body, until a read shows them: what their presence is then compared with.
CREATE TABLE UnreadVariant
(
    VariantId      INTEGER NOT NULL CONSTRAINT PK_UnreadVariant PRIMARY KEY,
    ProductId      INTEGER NOT NULL,
    PresenceSeenAt INTEGER NOT NULL
) STRICT;

CREATE INDEX IX_UnreadVariant_ProductId ON UnreadVariant (ProductId);

-- The details are empty (all four NULL) while only a deletion has been seen.
CREATE TABLE InventoryItem
(
    InventoryItemId   INTEGER NOT NULL CONSTRAINT PK_InventoryItem PRIMARY KEY,
    Tracked           INTEGER NULL,
    DetailsUpdatedAt  INTEGER NULL,
    DetailsSeenAt     INTEGER NULL,
    DetailsObservedBy INTEGER NULL,
    IsDeleted         INTEGER NOT NULL,
    PresenceSeenAt    INTEGER NOT NULL
) STRICT;

-- Two registers: the number, empty (all four NULL) while only a disconnect has been seen; and whether the level is connected.
CREATE TABLE InventoryLevel
(
    InventoryItemId     INTEGER NOT NULL,
    LocationId          INTEGER NOT NULL,
    Available           INTEGER NULL,
    AvailableUpdatedAt  INTEGER NULL,
    AvailableSeenAt     INTEGER NULL,
    AvailableObservedBy INTEGER NULL,
    IsConnected         INTEGER NOT NULL,
    PresenceSeenAt      INTEGER NOT NULL,
    OnHand              INTEGER NULL, -- these three as of the last full sync
    Committed           INTEGER NULL,
    Incoming            INTEGER NULL,
    CONSTRAINT PK_InventoryLevel PRIMARY KEY (InventoryItemId, LocationId)
) STRICT, WITHOUT ROWID;

CREATE TABLE Location
(
    LocationId INTEGER NOT NULL CONSTRAINT PK_Location PRIMARY KEY,
    Name       TEXT    NOT NULL,
    IsActive   INTEGER NOT NULL,
    IsDeleted  INTEGER NOT NULL,
    SeenAt     INTEGER NOT NULL
) STRICT;

-- What only a read of the Admin API can settle. Kind and Reason: see LookUpKind and LookUpReason.
CREATE TABLE PendingLookUp
(
    Kind      INTEGER NOT NULL,
    Id        INTEGER NOT NULL,
    Reason    INTEGER NOT NULL,
    AskedAt   INTEGER NOT NULL,
    SeenAfter INTEGER NOT NULL,
    NotBefore INTEGER NOT NULL,
    Tries     INTEGER NOT NULL,
    CONSTRAINT PK_PendingLookUp PRIMARY KEY (Kind, Id)
) STRICT, WITHOUT ROWID;

-- The recovery timer asks for those that are due.
CREATE INDEX IX_PendingLookUp_NotBefore ON PendingLookUp (NotBefore);

CREATE TABLE FailedChange
(
    Id          TEXT    NOT NULL CONSTRAINT PK_FailedChange PRIMARY KEY,
    Kind        TEXT    NOT NULL,
    Topic       TEXT    NULL,
    Reason      TEXT    NOT NULL,
    HeadersJson TEXT    NOT NULL,
    BodyLength  INTEGER NOT NULL,
    BodySha256  TEXT    NOT NULL,
    BodyHead    BLOB    NOT NULL, -- the first 16 KiB
    ReceivedAt  INTEGER NOT NULL, -- our clock
    SeenAt      INTEGER NOT NULL, -- Shopify's: a read that saw later repairs it
    LookUpKind  INTEGER NULL,     -- what has to be looked up, where that could be made out; see LookUpKind
    LookUpId    INTEGER NULL,
    Tries       INTEGER NOT NULL,
    RepairState INTEGER NOT NULL  -- 0 open, 1 repaired; see RepairState
) STRICT;

-- Every look-up that is answered, and every full sync, asks for the open ones that it repairs.
CREATE INDEX IX_FailedChange_Open ON FailedChange (LookUpKind, LookUpId) WHERE RepairState = 0;
-- Whether a delivery about a thing could not be applied, also once it is repaired.
CREATE INDEX IX_FailedChange_LookUp ON FailedChange (LookUpKind, LookUpId, SeenAt);

-- Each as the last full sync downloaded it: replaced as a whole, never changed.
CREATE TABLE RawSkusFromShopify
(
    VariantId        INTEGER NOT NULL CONSTRAINT PK_RawSkusFromShopify PRIMARY KEY,
    ProductId        INTEGER NOT NULL,
    InventoryItemId  INTEGER NOT NULL,
    Sku              TEXT    NULL,
    Barcode          TEXT    NULL,
    ProductTitle     TEXT    NOT NULL,
    VariantTitle     TEXT    NOT NULL,
    Price            TEXT    NOT NULL,
    ProductStatus    TEXT    NOT NULL,
    Tracked          INTEGER NOT NULL,
    VariantUpdatedAt INTEGER NOT NULL,
    ProductUpdatedAt INTEGER NOT NULL,
    ItemUpdatedAt    INTEGER NOT NULL,
    SyncRunId        INTEGER NOT NULL
) STRICT;

CREATE TABLE RawInventoryLevelsFromShopify
(
    InventoryItemId INTEGER NOT NULL,
    LocationId      INTEGER NOT NULL,
    Available       INTEGER NOT NULL,
    OnHand          INTEGER NOT NULL,
    Committed       INTEGER NOT NULL,
    Incoming        INTEGER NOT NULL,
    UpdatedAt       INTEGER NOT NULL,
    CONSTRAINT PK_RawInventoryLevelsFromShopify PRIMARY KEY (InventoryItemId, LocationId)
) STRICT, WITHOUT ROWID;

-- Rows of a download that is not judged yet. No keys: Shopify may send a row twice.
CREATE TABLE StagedVariant
(
    VariantId        INTEGER NOT NULL,
    ProductId        INTEGER NOT NULL,
    InventoryItemId  INTEGER NOT NULL,
    Sku              TEXT    NULL,
    Barcode          TEXT    NULL,
    ProductTitle     TEXT    NOT NULL,
    VariantTitle     TEXT    NOT NULL,
    Price            TEXT    NOT NULL,
    ProductStatus    TEXT    NOT NULL,
    Tracked          INTEGER NOT NULL,
    VariantUpdatedAt INTEGER NOT NULL,
    ProductUpdatedAt INTEGER NOT NULL,
    ItemUpdatedAt    INTEGER NOT NULL,
    LocationsCount   INTEGER NULL
) STRICT;

CREATE TABLE StagedInventoryLevel
(
    InventoryItemId INTEGER NOT NULL,
    LocationId      INTEGER NOT NULL,
    Available       INTEGER NOT NULL,
    OnHand          INTEGER NOT NULL,
    Committed       INTEGER NOT NULL,
    Incoming        INTEGER NOT NULL,
    UpdatedAt       INTEGER NOT NULL
) STRICT;

CREATE TABLE StagedLocation
(
    LocationId INTEGER NOT NULL,
    Name       TEXT    NOT NULL,
    IsActive   INTEGER NOT NULL
) STRICT;

-- Every full sync. State: see SyncState in the code.
CREATE TABLE SyncRun
(
    Id                  INTEGER NOT NULL CONSTRAINT PK_SyncRun PRIMARY KEY AUTOINCREMENT,
    State               INTEGER NOT NULL,
    Owner               TEXT    NULL,
    LeasedUntil         INTEGER NOT NULL,
    StartedAt           INTEGER NOT NULL,
    EndedAt             INTEGER NULL,
    BulkOperationId     TEXT    NULL,
    BulkCreatedAt       INTEGER NULL,
    ObjectCount         INTEGER NOT NULL DEFAULT 0,
    FileSize            INTEGER NULL,
    BytesRead           INTEGER NOT NULL DEFAULT 0,
    RowsStaged          INTEGER NOT NULL DEFAULT 0,
    Variants            INTEGER NULL,
    Levels              INTEGER NULL,
    SkusWritten         INTEGER NULL,
    LevelsWritten       INTEGER NULL,
    Drift               INTEGER NULL,
    InFlight            INTEGER NULL,
    ItemsWithFewerLevels INTEGER NULL,
    LookUpsAsked        INTEGER NULL,
    Error               TEXT    NULL,
    -- How right the tables were when this run looked. NULL of the first, which only fills.
    SkusCompared        INTEGER NULL, -- variants that the tables or the shop had
    SkusWrong           INTEGER NULL, -- of which the availability or the presence was wrong, and not in flight
    WorstWrongSeconds   INTEGER NULL, -- from Shopify's stamp to the repair, of the row that had been wrong the longest
    TotalWrongSeconds   INTEGER NULL, -- of all rows together
    DriftCauses         TEXT    NULL, -- JSON: rows by cause
    Deliveries          TEXT    NULL  -- JSON: by topic, those that never came and those that did, since the run before
) STRICT;

-- At most one run is unfinished.
CREATE UNIQUE INDEX UX_SyncRun_Unfinished ON SyncRun ((1)) WHERE State < 5;
-- A bulk operation belongs to one run.
CREATE INDEX IX_SyncRun_BulkOperationId ON SyncRun (BulkOperationId);

-- What a full sync found different: what it was, what it became, and why. The causes are looked for after the run, and again while more
-- may come to be known: see DriftRule in the code.
CREATE TABLE SyncDrift
(
    SyncRunId       INTEGER NOT NULL,
    Kind            TEXT    NOT NULL, -- available, connected, variant, variant presence, product, item, sum
    VariantId       INTEGER NULL,
    ProductId       INTEGER NULL,
    InventoryItemId INTEGER NULL,
    LocationId      INTEGER NULL,
    Was             TEXT    NULL,
    Became          TEXT    NULL,
    UpdatedAt       INTEGER NULL,     -- Shopify's, where its record has one
    IsInFlight      INTEGER NOT NULL, -- changed within the margin before the read: its webhook may still be on its way
    Direction       TEXT    NULL,     -- see DriftDirection
    Topic           TEXT    NULL,     -- whose delivery would have told
    Cause           TEXT    NULL,     -- see DriftCause; NULL until it has been looked for, and of what was in flight
    LookAgainAt     INTEGER NULL DEFAULT 0 -- our clock: when to look for the cause. 0 at once, NULL where nothing more is to come
) STRICT;

CREATE INDEX IX_SyncDrift_SyncRunId ON SyncDrift (SyncRunId);
-- The rows of a run that are to be looked at, some at a time.
CREATE INDEX IX_SyncDrift_LookAgainAt ON SyncDrift (SyncRunId, LookAgainAt) WHERE LookAgainAt IS NOT NULL;

-- Runs that only show what they would change.
CREATE TABLE DryRun
(
    SyncRunId INTEGER NOT NULL CONSTRAINT PK_DryRun PRIMARY KEY
) STRICT;

-- How long changes took, counted by minutes of their commit: see LagStage and LagBuckets in the code.
CREATE TABLE ChangeLag
(
    Minute   INTEGER NOT NULL, -- since 1970 UTC, our clock
    Stage    INTEGER NOT NULL,
    Bucket   INTEGER NOT NULL,
    Messages INTEGER NOT NULL,
    CONSTRAINT PK_ChangeLag PRIMARY KEY (Minute, Stage, Bucket)
) STRICT, WITHOUT ROWID;

-- When something was last seen: Change, the newest applied change's commit; ChangeTrigger, its trigger; Secret:0, a webhook that the first
-- secret verified, and so on.
CREATE TABLE LastSeen
(
    Name TEXT    NOT NULL CONSTRAINT PK_LastSeen PRIMARY KEY,
    At   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How many of a SKU are kept back, where it is not what the setting says.
CREATE TABLE SkuPolicy
(
    VariantId   INTEGER NOT NULL CONSTRAINT PK_SkuPolicy PRIMARY KEY,
    SafetyStock INTEGER NOT NULL,
    Note        TEXT    NULL,
    SetAt       INTEGER NOT NULL -- our clock
) STRICT;

-- The last observations, what had no effect included: for people, and for whoever looks for the cause of a drift. Nothing is decided by it,
-- and it may lack some: it is written in batches after the commits, at best effort. What a full sync repaired is in SyncDrift, and not here
-- as well. No index by time: Id grows with it closely enough for the removal of old rows, and every index is paid for by every row.
CREATE TABLE ObservationLog
(
    Id              INTEGER NOT NULL CONSTRAINT PK_ObservationLog PRIMARY KEY,
    RecordedAt      INTEGER NOT NULL, -- our clock: when it was applied, or dropped
    Source          TEXT    NOT NULL, -- see ObservationSource in the code
    Kind            TEXT    NOT NULL, -- level, product, variant, item, location, rejected, uninstalled
    WebhookId       TEXT    NULL,
    Topic           TEXT    NULL,
    ProductId       INTEGER NULL,
    VariantId       INTEGER NULL,
    InventoryItemId INTEGER NULL,
    LocationId      INTEGER NULL,
    Value           TEXT    NULL,     -- a number, present or absent, tracked or not: what a line has room for
    UpdatedAt       INTEGER NULL,     -- Shopify's stamp on its record
    SeenAt          INTEGER NOT NULL, -- with UpdatedAt the version that the rule compares
    TriggeredAt     INTEGER NULL,
    ReceivedAt      INTEGER NULL,     -- our clock
    Outcome         TEXT    NOT NULL, -- see Outcome in the code
    Reason          TEXT    NULL,     -- why it was dropped, why it was looked up, or what it changed
    SyncRunId       INTEGER NULL      -- where a full sync made it
) STRICT;

-- An item's observations, and with no item those of a location, which are those of every item with a level there.
CREATE INDEX IX_ObservationLog_InventoryItemId ON ObservationLog (InventoryItemId, LocationId);
-- A product's, and of its variants.
CREATE INDEX IX_ObservationLog_ProductId ON ObservationLog (ProductId);

-- Webhook deliveries by what the endpoint answered them, in whole hours. Topic is one that the app knows, or other: nothing that a sender
-- chooses becomes a row.
CREATE TABLE DeliveryCount
(
    Hour       INTEGER NOT NULL, -- since 1970 UTC, our clock
    Topic      TEXT    NOT NULL,
    Outcome    TEXT    NOT NULL, -- see WebhookOutcome in the code
    Deliveries INTEGER NOT NULL,
    CONSTRAINT PK_DeliveryCount PRIMARY KEY (Hour, Topic, Outcome)
) STRICT, WITHOUT ROWID;

-- When webhooks were lost for want of a right subscription, on Shopify's clock.
CREATE TABLE SubscriptionGap
(
    Topic      TEXT    NOT NULL, -- as a delivery's header names it
    LostSince  INTEGER NOT NULL, -- the last check that had found it right: it was lost some time after
    RepairedAt INTEGER NOT NULL,
    CONSTRAINT PK_SubscriptionGap PRIMARY KEY (Topic, RepairedAt)
) STRICT, WITHOUT ROWID;
