UPDATE FailedChange SET RepairState = 2 WHERE Id = @id AND RepairState = 0;
