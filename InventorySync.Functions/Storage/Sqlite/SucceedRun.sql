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
    LookUpsAsked = @lookUpsAsked,
    SkusCompared = @skusCompared,
    SkusWrong = @skusWrong,
    WorstWrongSeconds = @worstWrongSeconds,
    TotalWrongSeconds = @totalWrongSeconds
WHERE Id = @runId;
