-- Versions are nanoseconds since 1970 UTC on Shopify's clock: UpdatedAt is Shopify's stamp on its record, SeenAt when the value was seen.
-- ObservedBy: 0 a webhook, 1 a read of the Admin API. No foreign keys: messages about an item may come before its product's, in any order.

-- What this database belongs to: its shop, and the locations in force. Also an early full sync that is asked for (EarlySync), and how many look-ups the
-- webhooks have lately needed (LookUpWindow).
CREATE TABLE SyncState
(
    Name  TEXT NOT NULL CONSTRAINT PK_SyncState PRIMARY KEY,
    Value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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
    VariantsSeenAt    INTEGER NULL -- when the newest list of all its variants was seen: a variant that is met later, but was seen before, was not in it
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
    Error               TEXT    NULL
) STRICT;

-- At most one run is unfinished.
CREATE UNIQUE INDEX UX_SyncRun_Unfinished ON SyncRun ((1)) WHERE State < 5;
-- A bulk operation belongs to one run.
CREATE INDEX IX_SyncRun_BulkOperationId ON SyncRun (BulkOperationId);

-- What a full sync found different: what it was, what it became.
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
    IsInFlight      INTEGER NOT NULL  -- changed within the margin before the read: its webhook may still be on its way
) STRICT;

CREATE INDEX IX_SyncDrift_SyncRunId ON SyncDrift (SyncRunId);
