-- A read answers a need if it saw later than the need asks for; what nobody knew (reasons 0 and 1) is known as soon as it is found.
DELETE FROM PendingLookUp
WHERE Kind = @kind AND Id = @id AND (SeenAfter < @seenAt OR (Reason <= 1 AND @isFound = 1));
