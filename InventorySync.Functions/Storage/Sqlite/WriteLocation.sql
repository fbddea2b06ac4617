-- A deletion has no name: the one that is known stays.
INSERT INTO Location (LocationId, Name, IsActive, IsDeleted, SeenAt) VALUES (@locationId, coalesce(@name, ''), @isActive, @isDeleted, @seenAt)
ON CONFLICT (LocationId) DO UPDATE
SET Name = coalesce(@name, Name), IsActive = excluded.IsActive, IsDeleted = excluded.IsDeleted, SeenAt = excluded.SeenAt;
