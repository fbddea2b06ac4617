-- The last observations, what had no effect included: for people, and for whoever looks for the cause of a drift. Nothing is decided by it, and it may lack some: it is
-- written in batches after the commits, at best effort. What a full sync repaired is in SyncDrift, and not here as well.
-- No index by time: Id grows with it closely enough for the removal of old rows, and every index is paid for by every row.
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

-- Webhook deliveries by what the endpoint answered them, in whole hours. Topic is one that the app knows, or other: nothing that a sender chooses becomes a row.
CREATE TABLE [$schema$].DeliveryCount
(
    Hour       bigint       NOT NULL, -- since 1970 UTC, our clock
    Topic      nvarchar(50) NOT NULL,
    Outcome    nvarchar(20) NOT NULL, -- see WebhookOutcome in the code
    Deliveries bigint       NOT NULL,
    CONSTRAINT PK_DeliveryCount PRIMARY KEY (Hour, Topic, Outcome)
);
GO
