DELETE FROM StagedVariant;
DELETE FROM StagedInventoryLevel;
DELETE FROM StagedLocation;
