using System.Globalization;
using FunctionsHost;
using InventorySync.Cli;
using InventorySync.Cli.Operations;
using PlayedTime;
using ShopifySimulator.Shop;
using Spectre.Console;

namespace LocalRun.Run;

/// <summary>The verb `run`: a store that sells, the function app, a database, and a console that shows what becomes of each sale.</summary>
internal sealed class Runner(RunOptions options, IAnsiConsole console, TimeProvider timeProvider)
{
    /// <summary>Between two things that the store does, at most, where a person watches.</summary>
    private const int SlowestPauseMilliseconds = 1_200;

    /// <summary>The same with --once, which waits for a number of them: some hundred a second.</summary>
    private const int QuickPauseMilliseconds = 10;

    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    /// <returns>The process's exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = options.Once ? Directory.CreateTempSubdirectory("inventorysync-") : Directory.CreateDirectory(options.StateFolder);
        try
        {
            if (options.Fresh && !options.Once) Forget(folder);
            return await RunAsync(folder, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.MarkupLine("Stopped before it was ready.");
            return 1;
        }
        catch (Exception e) when (LinesOf(e) is { Count: > 0 } lines)
        {
            foreach (var line in lines) console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{line}[/]");
            return 1;
        }
        finally
        {
            if (options.Once) folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<string> LinesOf(Exception exception) =>
        exception is HostStartException ? [exception.Message] : FaultLines.LinesOf(exception);

    /// <summary>The files that a run makes, and no others: the folder is the user's choice.</summary>
    private static void Forget(DirectoryInfo folder)
    {
        foreach (var name in (string[])["store.jsonl", "inventory.db", "queues.db", RunFile.Name])
        {
            foreach (var file in folder.EnumerateFiles(name + "*")) file.Delete();
        }
    }

    private async Task<int> RunAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        await using var store = await SimulatedStore.OpenAsync(
            Path.Combine(folder.FullName, "store.jsonl"), options.Variants, options.Seed, timeProvider, cancellationToken);
        var database = options.SqlServer is { } connection ? RunDatabase.SqlServer(connection, options.Schema) : RunDatabase.Sqlite(folder);
        await database.PrepareAsync(cancellationToken);
        using var changes = new ChangeLog();
        using var warnings = new WarningLog(console);
        await using var app = LocalApp.Build(
            new LocalAppOptions(Settings(database), store.Simulator.CreateHandler, QueueFile(folder), options.Port), [changes, warnings],
            timeProvider);

        await app.StartAsync(cancellationToken);
        store.PublicAddress.Target = app.Address;
        ShowStart(store, app, database, (await app.CheckSubscriptionsAsync(cancellationToken)).Repairs);
        using var underWay = RunFile.Write(
            folder, Settings(database), store.Simulator.Address, app.Address, QueueFile(folder), app.FunctionKey);

        if (await new FullSyncWatch(app, console, timeProvider).RunAsync(cancellationToken) is not { } run) return 1;

        var check = new TableCheck(database, store.Shop);
        var merchant = new Merchant(store.Shop, new Random(options.Seed + (int)run.Id), changesCatalogue: true);
        return options.Once
            ? await new OnceRun(options, store, app, check, merchant, console, timeProvider).RunAsync(
                changes, QuickPauseMilliseconds, cancellationToken)
            : await SellUntilStoppedAsync(merchant, store, changes, cancellationToken);
    }

    private static string QueueFile(DirectoryInfo folder) => Path.Combine(folder.FullName, "queues.db");

    internal static Dictionary<string, string?> Settings(RunDatabase database) => new(StringComparer.Ordinal)
    {
        ["Shopify:ShopDomain"] = SimulatedStore.Domain,
        ["Shopify:ClientId"] = SimulatedStore.ClientId,
        ["Shopify:ClientSecret"] = SimulatedStore.ClientSecret,
        ["Shopify:AccessToken"] = null,
        ["Shopify:WebhookSecret"] = null,
        ["InventorySync:Database"] = database.Kind,
        ["InventorySync:Schema"] = database.Kind == "SqlServer" ? database.Schema : null,
        ["InventorySync:FullSyncSchedule"] = "0 0 */4 * * *",
        ["InventorySync:ProbeSchedule"] = "0 3-59/5 * * * *",
        ["InventorySync:PublicUrl"] = PublicAddress.Root.ToString(),
        ["ConnectionStrings:Inventory"] = database.ConnectionString,
    };

    private void ShowStart(SimulatedStore store, LocalApp app, RunDatabase database, int subscribed)
    {
        var (variants, locations) = store.Shop.Read(view => (view.Variants.Count(), view.Locations.Count()));
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"Simulated store   {store.Simulator.Address} ({variants:N0} variants, {locations} locations)");
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"Function app      {app.Address} ({subscribed} webhook subscriptions changed; {PublicAddress.Root} leads there)");
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"Function key      {app.FunctionKey} (for {new Uri(app.Address, "/api/status?code=" + app.FunctionKey)})");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Queues            {app.QueueDescription}");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Database          {database.Description}");
    }

    private async Task<int> SellUntilStoppedAsync(
        Merchant merchant, SimulatedStore store, ChangeLog changes, CancellationToken cancellationToken)
    {
        console.MarkupLine("The store sells. Ctrl+C stops it.");
        try
        {
            await Task.WhenAll(SellAsync(), ShowAsync());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }

        // What the store has sold last is on its way still; of a longer wait nobody who pressed Ctrl+C would see the use.
        using var limit = new CancellationTokenSource(LongestFarewell, timeProvider);
        try
        {
            await store.WhenIdleAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            console.MarkupLine("Some webhooks were not delivered any more: the next run's full sync repairs that.");
        }

        console.MarkupLine("Stopped. The next run goes on from here.");
        return 0;

        async Task SellAsync()
        {
            using var work = timeProvider.BeginWork("the sales of", "the store");
            var random = new Random(options.Seed);
            while (true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(SlowestPauseMilliseconds)), timeProvider, cancellationToken);
                merchant.Act();
            }
        }

        async Task ShowAsync()
        {
            await foreach (var change in changes.ReadAllAsync(timeProvider, cancellationToken))
            {
                if (change.HasEffect) ChangeLine.Show(console, change, timeProvider.GetUtcNow());
            }
        }
    }
}
