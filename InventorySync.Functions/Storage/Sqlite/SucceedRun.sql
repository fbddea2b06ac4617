UPDATE SyncRun
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
    LookUpsAsked = @lookUpsAsked
WHERE Id = @runId;
