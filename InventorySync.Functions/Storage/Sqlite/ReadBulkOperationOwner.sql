SELECT 1 FROM SyncRun WHERE BulkOperationId = @bulkOperationId AND Id <> @runId;
