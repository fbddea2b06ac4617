SELECT 1 FROM PendingLookUp WHERE Kind = @kind AND Id = @id;
