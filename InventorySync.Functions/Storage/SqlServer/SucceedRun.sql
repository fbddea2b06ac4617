-- @runId bigint, @now bigint, @variants bigint, @levels bigint, @skusWritten bigint, @levelsWritten bigint, @drift bigint, @inFlight bigint
-- @itemsWithFewerLevels bigint, @lookUpsAsked bigint, @readersWaitedMilliseconds bigint
-- @skusCompared bigint, @skusWrong bigint, @worstWrongSeconds bigint, @totalWrongSeconds bigint
SET NOCOUNT ON;
UPDATE [$schema$].SyncRun
SET State = 5,
    Owner = NULL,
    EndedAt = @now,
    Variants = @variants,
    Levels = @levels,
    SkusWritten = @skusWritten,
    LevelsWritten = @levelsWritten,
    Drift = @drift,
    InFlight = @inFlight,
    ItemsWithFewerLevels = @itemsWithFewerLevels,
    LookUpsAsked = @lookUpsAsked,
    ReadersWaitedMilliseconds = @readersWaitedMilliseconds,
    SkusCompared = @skusCompared,
    SkusWrong = @skusWrong,
    WorstWrongSeconds = @worstWrongSeconds,
    TotalWrongSeconds = @totalWrongSeconds
WHERE Id = @runId;

TRUNCATE TABLE [$schema$].StagedVariant;
TRUNCATE TABLE [$schema$].StagedInventoryLevel;
TRUNCATE TABLE [$schema$].StagedLocation;
