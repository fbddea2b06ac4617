UPDATE FailedChange SET RepairState = 0 WHERE Id = @id;
