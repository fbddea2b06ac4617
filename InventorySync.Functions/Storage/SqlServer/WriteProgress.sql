-- @runId bigint, @owner nvarchar(200), @state tinyint, @leasedUntil bigint, @bulkOperationId nvarchar(200), @bulkCreatedAt bigint, @objectCount bigint
-- @fileSize bigint, @bytesRead bigint, @rowsStaged bigint
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
UPDATE [$schema$].SyncRun
SET State = @state,
    LeasedUntil = @leasedUntil,
    BulkOperationId = @bulkOperationId,
    BulkCreatedAt = @bulkCreatedAt,
    ObjectCount = @objectCount,
    FileSize = @fileSize,
    BytesRead = @bytesRead,
    RowsStaged = @rowsStaged
WHERE Id = @runId;
COMMIT TRANSACTION;
