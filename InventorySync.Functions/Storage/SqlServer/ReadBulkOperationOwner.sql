-- @bulkOperationId nvarchar(200), @runId bigint
SELECT TOP (1) Id FROM [$schema$].SyncRun WHERE BulkOperationId = @bulkOperationId AND Id <> @runId;
