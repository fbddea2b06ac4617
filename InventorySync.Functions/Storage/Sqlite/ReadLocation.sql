SELECT IsActive, IsDeleted, SeenAt FROM Location WHERE LocationId = @locationId;
