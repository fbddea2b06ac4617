namespace InventorySync.Cli.Run;

/// <summary>What `run` was asked for.</summary>
/// <param name="StateFolder">Where the store and the databases are kept between runs.</param>
/// <param name="Fresh">Forget what is kept there.</param>
/// <param name="Once">In a temporary folder: one full sync, <paramref name="Webhooks"/> webhooks, a check, an end.</param>
/// <param name="Variants">Variants of a new simulated store.</param>
/// <param name="Port">Where the function app listens; 0 for any free port.</param>
/// <param name="Seed">What the simulated store is made of and does.</param>
internal sealed record RunOptions(string StateFolder, bool Fresh, bool Once, int Webhooks, int Variants, int Port, int Seed);
