-- A queue exists by being written to: there is no table of queues. Times are milliseconds since 1970 UTC.
CREATE TABLE IF NOT EXISTS QueueMessage (
    -- never used twice: an id may have been recorded elsewhere after its message was deleted
    Id           INTEGER PRIMARY KEY AUTOINCREMENT,
    Queue        TEXT    NOT NULL,
    Body         BLOB    NOT NULL,
    InsertedAt   INTEGER NOT NULL,
    ExpiresAt    INTEGER NOT NULL,
    VisibleAt    INTEGER NOT NULL,
    DequeueCount INTEGER NOT NULL DEFAULT 0,
    Receipt      INTEGER NOT NULL DEFAULT 0         -- goes up with each delivery and each move of VisibleAt: the last one holds the lease
) STRICT;

-- Serves receive.sql: the oldest visible message of one queue first.
CREATE INDEX IF NOT EXISTS QueueMessage_Queue_VisibleAt ON QueueMessage (Queue, VisibleAt, Id);
