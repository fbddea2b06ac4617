-- The schema as Versions/ and Logic/ leave it, for people to read: nothing runs this file.
-- A test holds it true, and docs/tests.md says how to write it after a change.

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

CREATE TABLE IncludedLocation
(
    LocationId INTEGER NOT NULL CONSTRAINT PK_IncludedLocation PRIMARY KEY
) STRICT;

CREATE TABLE EarlySync
(
    Id        INTEGER NOT NULL CONSTRAINT PK_EarlySync PRIMARY KEY CONSTRAINT CK_EarlySync_Id CHECK (Id = 1),
    Reason    TEXT    NOT NULL, -- see EarlySyncReason
    AskedAt   INTEGER NOT NULL, -- our clock
    SeenAfter INTEGER NOT NULL,
    NotBefore INTEGER NOT NULL  -- our clock
) STRICT;

CREATE TABLE LookUpWindow
(
    Id    INTEGER NOT NULL CONSTRAINT PK_LookUpWindow PRIMARY KEY CONSTRAINT CK_LookUpWindow_Id CHECK (Id = 1),
    Since INTEGER NOT NULL, -- our clock
    Asked INTEGER NOT NULL
) STRICT;

CREATE TABLE ShrinkApproval
(
    Id         INTEGER NOT NULL CONSTRAINT PK_ShrinkApproval PRIMARY KEY CONSTRAINT CK_ShrinkApproval_Id CHECK (Id = 1),
    ApprovedAt INTEGER NOT NULL, -- our clock
    RunId      INTEGER NULL      -- the run that has taken it; NULL until one has
) STRICT;

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

CREATE INDEX IX_Sku_InventoryItemId ON Sku (InventoryItemId);

CREATE INDEX IX_Sku_ProductId ON Sku (ProductId);

CREATE INDEX IX_Sku_Sku ON Sku (Sku);

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

CREATE TABLE UnreadVariant
(
    VariantId      INTEGER NOT NULL CONSTRAINT PK_UnreadVariant PRIMARY KEY,
    ProductId      INTEGER NOT NULL,
    PresenceSeenAt INTEGER NOT NULL
) STRICT;

CREATE INDEX IX_UnreadVariant_ProductId ON UnreadVariant (ProductId);

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

CREATE INDEX IX_FailedChange_Open ON FailedChange (LookUpKind, LookUpId) WHERE RepairState = 0;

CREATE INDEX IX_FailedChange_LookUp ON FailedChange (LookUpKind, LookUpId, SeenAt);

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

CREATE UNIQUE INDEX UX_SyncRun_Unfinished ON SyncRun ((1)) WHERE State < 5;

CREATE INDEX IX_SyncRun_BulkOperationId ON SyncRun (BulkOperationId);

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

CREATE INDEX IX_SyncDrift_LookAgainAt ON SyncDrift (SyncRunId, LookAgainAt) WHERE LookAgainAt IS NOT NULL;

CREATE TABLE DryRun
(
    SyncRunId INTEGER NOT NULL CONSTRAINT PK_DryRun PRIMARY KEY
) STRICT;

CREATE TABLE ChangeLag
(
    Minute   INTEGER NOT NULL, -- since 1970 UTC, our clock
    Stage    INTEGER NOT NULL,
    Bucket   INTEGER NOT NULL,
    Messages INTEGER NOT NULL,
    CONSTRAINT PK_ChangeLag PRIMARY KEY (Minute, Stage, Bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE LastSeen
(
    Name TEXT    NOT NULL CONSTRAINT PK_LastSeen PRIMARY KEY,
    At   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE SkuPolicy
(
    VariantId   INTEGER NOT NULL CONSTRAINT PK_SkuPolicy PRIMARY KEY,
    SafetyStock INTEGER NOT NULL,
    Note        TEXT    NULL,
    SetAt       INTEGER NOT NULL -- our clock
) STRICT;

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

CREATE INDEX IX_ObservationLog_InventoryItemId ON ObservationLog (InventoryItemId, LocationId);

CREATE INDEX IX_ObservationLog_ProductId ON ObservationLog (ProductId);

CREATE TABLE DeliveryCount
(
    Hour       INTEGER NOT NULL, -- since 1970 UTC, our clock
    Topic      TEXT    NOT NULL,
    Outcome    TEXT    NOT NULL, -- see WebhookOutcome in the code
    Deliveries INTEGER NOT NULL,
    CONSTRAINT PK_DeliveryCount PRIMARY KEY (Hour, Topic, Outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE SubscriptionGap
(
    Topic      TEXT    NOT NULL, -- as a delivery's header names it
    LostSince  INTEGER NOT NULL, -- the last check that had found it right: it was lost some time after
    RepairedAt INTEGER NOT NULL,
    CONSTRAINT PK_SubscriptionGap PRIMARY KEY (Topic, RepairedAt)
) STRICT, WITHOUT ROWID;

CREATE VIEW CountedLevel AS
SELECT l.InventoryItemId, l.LocationId, l.Available
FROM InventoryLevel AS l
LEFT JOIN Location AS p ON p.LocationId = l.LocationId
WHERE l.IsConnected = 1
  AND coalesce(p.IsActive, 1) = 1
  AND coalesce(p.IsDeleted, 0) = 0
  AND (NOT EXISTS (SELECT 1 FROM IncludedLocation)
       OR EXISTS (SELECT 1 FROM IncludedLocation AS i WHERE i.LocationId = l.LocationId));

CREATE VIEW ItemAvailability AS
SELECT i.InventoryItemId,
       CASE WHEN i.Tracked = 1 AND i.IsDeleted = 1
            THEN 0
            WHEN i.Tracked = 1
            THEN (SELECT max(-2147483648, min(2147483647, coalesce(sum(c.Available), 0)))
                FROM CountedLevel AS c
                WHERE c.InventoryItemId = i.InventoryItemId)
       END AS Available
FROM InventoryItem AS i;

CREATE VIEW SkuLive AS
SELECT s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.ProductTitle, s.ProductStatus, s.Tracked,
    s.Available,
       CASE WHEN s.Available IS NULL THEN NULL
            WHEN s.Available <= coalesce(p.SafetyStock, (SELECT b.SafetyStock FROM SyncState AS b), 0) THEN 0
            ELSE s.Available - coalesce(p.SafetyStock, (SELECT b.SafetyStock FROM SyncState AS b), 0)
       END AS Sellable
FROM Sku AS s
LEFT JOIN SkuPolicy AS p ON p.VariantId = s.VariantId
WHERE s.IsDeleted = 0;

CREATE VIEW SyncFreshness AS
WITH Fact AS
(
    SELECT CAST(strftime('%s', 'now') AS INTEGER) AS Now,
           (SELECT max(StartedAt) FROM SyncRun WHERE State = 5 /* SyncState.Succeeded */) / 1000000000 AS FullSyncAt,
           (SELECT At FROM LastSeen WHERE Name = 'Change') / 1000000000 AS ChangeAt,
           HeartbeatAt / 1000000000 AS CheckedAt,
           HeartbeatLevel AS CheckedLevel,
           HeartbeatReason AS CheckedReason,
           OldestMessageAt / 1000000000 AS MessageAt,
           coalesce(MaxSyncAgeSeconds, 32400) AS MaxSyncAge,
           PausedAt IS NOT NULL AS IsPaused,
           (SELECT count(*) FROM FailedChange WHERE RepairState = 0 /* RepairState.Open */) AS OpenFailedChanges,
           (SELECT count(*) FROM PendingLookUp) AS PendingLookUps
    FROM SyncState
), Judged AS
(
    SELECT Fact.*,
           CASE WHEN FullSyncAt IS NULL THEN 'No full sync has succeeded yet.'
                WHEN CheckedAt IS NULL OR Now - CheckedAt > 900
                    THEN 'The app has not reported for more than 15 minutes: it does not run, or cannot write here.'
                WHEN Now - FullSyncAt > MaxSyncAge THEN 'The last good full sync is older than the schedule allows.'
                WHEN CheckedLevel = 'red' THEN CheckedReason
           END AS RedReason
    FROM Fact
)
SELECT CASE WHEN RedReason IS NOT NULL THEN 'red' WHEN IsPaused = 1 OR CheckedLevel = 'yellow' THEN 'yellow' ELSE 'green' END AS Level,
       CASE WHEN RedReason IS NOT NULL THEN RedReason WHEN IsPaused = 1 THEN 'Paused: changes wait in the queue.'
           WHEN CheckedLevel = 'yellow' THEN CheckedReason ELSE '' END AS Reason,
       CASE WHEN RedReason IS NULL AND IsPaused = 0 THEN 1 ELSE 0 END AS IsTrustworthy,
       strftime('%Y-%m-%d %H:%M:%S', FullSyncAt, 'unixepoch') AS LastFullSyncAt,
       Now - FullSyncAt AS LastFullSyncAgeSeconds,
       strftime('%Y-%m-%d %H:%M:%S', ChangeAt, 'unixepoch') AS LastChangeAt,
       Now - ChangeAt AS LastChangeAgeSeconds,
       strftime('%Y-%m-%d %H:%M:%S', MessageAt, 'unixepoch') AS OldestWaitingMessageAt,
       strftime('%Y-%m-%d %H:%M:%S', CheckedAt, 'unixepoch') AS CheckedAt,
       OpenFailedChanges,
       PendingLookUps,
       IsPaused,
       1 - CAST(r.SkusWrong AS REAL) / nullif(r.SkusCompared, 0) AS Accuracy,
       r.WorstWrongSeconds,
       r.TotalWrongSeconds,
       r.DriftCauses,
       r.Deliveries
FROM Judged
LEFT JOIN SyncRun AS r ON r.Id = (SELECT max(Id) FROM SyncRun WHERE State = 5 /* SyncState.Succeeded */);
