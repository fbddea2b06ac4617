UPDATE PendingLookUp SET NotBefore = @now WHERE Kind = @kind AND Id = @id;
