-- The last observations, what had no effect included: for people, and for whoever looks for the cause of a drift. Nothing is decided by it, and it may lack some: it is
-- written in batches after the commits, at best effort. What a full sync repaired is in SyncDrift, and not here as well.
-- No index by time: Id grows with it closely enough for the removal of old rows, and every index is paid for by every row.
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

-- Webhook deliveries by what the endpoint answered them, in whole hours. Topic is one that the app knows, or other: nothing that a sender chooses becomes a row.
CREATE TABLE DeliveryCount
(
    Hour       INTEGER NOT NULL, -- since 1970 UTC, our clock
    Topic      TEXT    NOT NULL,
    Outcome    TEXT    NOT NULL, -- see WebhookOutcome in the code
    Deliveries INTEGER NOT NULL,
    CONSTRAINT PK_DeliveryCount PRIMARY KEY (Hour, Topic, Outcome)
) STRICT, WITHOUT ROWID;
