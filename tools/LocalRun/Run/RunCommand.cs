using System.CommandLine;
using InventorySync.Cli.Databases;
using Spectre.Console;

namespace LocalRun.Run;

/// <summary>The verb `run` and its options.</summary>
internal static class RunCommand
{
    private const int DefaultPort = 7071;

    public static Command Create(TimeProvider timeProvider)
    {
        var state = new Option<string>("--state")
        {
            Description = "Where the store and the databases are kept between runs.", DefaultValueFactory = _ => ".inventorysync",
        };
        var fresh = new Option<bool>("--fresh") { Description = "Forget the store and the databases of the last run." };
        var once = new Option<bool>("--once")
        {
            Description = "In a temporary folder: one full sync, some webhooks, a check that the tables equal the store, an end.",
        };
        var webhooks = AtLeast(
            1, new Option<int>("--webhooks") { Description = "How many webhooks --once waits for.", DefaultValueFactory = _ => 200 });
        var burst = new Option<bool>("--burst") { Description =
            "With --once: all webhooks at once, as after an import into the shop; shows how fast they are taken in and worked off." };
        var variants = AtLeast(
            1, new Option<int>("--variants") { Description = "Variants of a new simulated store.", DefaultValueFactory = _ => 8_148 });
        var port = AtLeast(0, new Option<int?>("--port") { Description =
            $"Where the function app listens; 0 for any free port. Default: {DefaultPort}, and any free port with --once." });
        var seed = new Option<int>("--seed")
        {
            Description = "What a new simulated store is made of, and what it sells.", DefaultValueFactory = _ => 1,
        };
        var database = new Option<string>("--database")
        {
            Description = "Sqlite, a file among what is kept, or SqlServer.", DefaultValueFactory = _ => "Sqlite",
        };
        database.AcceptOnlyFromAmong("Sqlite", "SqlServer");
        var connection = new Option<string?>("--connection")
        {
            Description = "With --database SqlServer: \"Server=...;Database=...\". The tables are made there.",
        };
        var schema = DatabaseOptions.Schema();

        var command = new Command("run", "A simulated store that sells, the function app, a database. Ctrl+C stops it.")
            { state, fresh, once, webhooks, burst, variants, port, seed, database, connection, schema };
        command.Validators.Add(result =>
        {
            var isSqlServer = result.GetResult(database) is { Tokens: [{ Value: "SqlServer" }] };
            if (isSqlServer && string.IsNullOrWhiteSpace(result.GetValue(connection)))
                result.AddError("--database SqlServer needs --connection \"Server=...;Database=...\".");
            if (result.GetValue(burst) && !result.GetValue(once)) result.AddError("--burst goes with --once.");
            if (!isSqlServer && result.GetValue(connection) is not null) result.AddError("--connection goes with --database SqlServer.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var isOnce = parsed.GetValue(once);
            var options = new RunOptions(
                parsed.GetValue(state)!,
                parsed.GetValue(fresh),
                isOnce,
                parsed.GetValue(webhooks),
                parsed.GetValue(variants),
                parsed.GetValue(port) ?? (isOnce ? 0 : DefaultPort),
                parsed.GetValue(seed),
                parsed.GetValue(burst),
                parsed.GetValue(connection),
                parsed.GetValue(schema)!);
            var console = AnsiConsole.Console;
            return new Runner(options, console, timeProvider).RunAsync(cancellationToken);
        });
        return command;
    }

    private static Option<T> AtLeast<T>(int least, Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is int value && value < least)
                result.AddError($"{option.Name} takes a whole number of at least {least}, not {value}.");
        });
        return option;
    }
}
