INSERT INTO StagedLocation (LocationId, Name, IsActive) VALUES (@locationId, @name, @isActive);
