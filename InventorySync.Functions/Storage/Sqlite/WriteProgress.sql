UPDATE SyncRun
SET State = @state,
    LeasedUntil = @leasedUntil,
    BulkOperationId = @bulkOperationId,
    BulkCreatedAt = @bulkCreatedAt,
    ObjectCount = @objectCount,
    FileSize = @fileSize,
    BytesRead = @bytesRead,
    RowsStaged = @rowsStaged
WHERE Id = @runId;
