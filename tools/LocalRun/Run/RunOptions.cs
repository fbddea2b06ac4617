namespace LocalRun.Run;

/// <summary>What `run` was asked for.</summary>
/// <param name="StateFolder">Where the store and the databases are kept between runs.</param>
/// <param name="Fresh">Forget what is kept there.</param>
/// <param name="Once">In a temporary folder: one full sync, <paramref name="Webhooks"/> webhooks, a check, an end.</param>
/// <param name="Variants">Variants of a new simulated store.</param>
/// <param name="Port">Where the function app listens; 0 for any free port.</param>
/// <param name="Seed">What the simulated store is made of and does.</param>
/// <param name="Burst">The webhooks all at once, as after an import into the shop, instead of some hundred a second.</param>
/// <param name="SqlServer">The connection string of a SQL Server's database; null for a SQLite file among what is kept.</param>
/// <param name="Schema">Of the tables in it.</param>
internal sealed record RunOptions(
    string StateFolder, bool Fresh, bool Once, int Webhooks, int Variants, int Port, int Seed, bool Burst = false, string? SqlServer = null,
    string Schema = "dbo");
