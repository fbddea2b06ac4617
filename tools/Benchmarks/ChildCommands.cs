using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Benchmarks.Figures;
using Benchmarks.Samples;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using LocalRun.Run;

namespace Benchmarks;

/// <summary>What the figures run in processes of their own. Each tells its result on the console.</summary>
internal static class ChildCommands
{
    public const string Sync = "child-sync";
    public const string Tables = "child-tables";
    public const string Host = "child-host";
    public const string Empty = "child-empty";

    private static readonly TimeProvider Clock = TimeProvider.System;

    public static IEnumerable<Command> All()
    {
        var file = new Argument<FileInfo>("file");
        var database = new Argument<string>("database");
        var variants = new Argument<int>("variants");
        var queues = new Argument<string>("queues");
        yield return Hidden(Sync, [file, database, variants], (parsed, stopping) => TimeAsync(
            () => SyncAsync(parsed.GetValue(file)!, parsed.GetValue(database)!, parsed.GetValue(variants), stopping)));
        yield return Hidden(Tables, [file, database, variants], (parsed, stopping) => TimeAsync(
            () => TablesAsync(parsed.GetValue(file)!, parsed.GetValue(database)!, parsed.GetValue(variants), stopping)));
        yield return Hidden(
            Host, [database, queues], (parsed, stopping) => HostAsync(parsed.GetValue(database)!, parsed.GetValue(queues)!, stopping));
        yield return Hidden(Empty, [], (_, stopping) => EmptyAsync(stopping));
    }

    private static Command Hidden(string name, IReadOnlyList<Argument> arguments, Func<ParseResult, CancellationToken, Task> action)
    {
        var command = new Command(name) { Hidden = true };
        foreach (var argument in arguments) command.Arguments.Add(argument);
        command.SetAction(action);
        return command;
    }

    /// <summary>Seconds, and the most bytes that the process has had in memory.</summary>
    private static async Task TimeAsync(Func<Task> work)
    {
        var began = Clock.GetTimestamp();
        await work();
        var seconds = Clock.GetElapsedTime(began).TotalSeconds;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {self.PeakWorkingSet64}"));
    }

    private static async Task SyncAsync(FileInfo file, string database, int variants, CancellationToken cancellationToken)
    {
        using var store = new SqliteInventoryStore($"Data Source={database};Pooling=False");
        await store.PrepareAsync(new StoreBinding(SampleShop.Domain, [], TimeSpan.FromMinutes(2)), cancellationToken);
        await using var stream = file.OpenRead();
        var report = await new SampleSync(store, new Catalogue(variants)).RunAsync(stream, cancellationToken);
        if (report.SkusWritten != variants) throw new InvalidOperationException($"{report.SkusWritten} rows of {variants} were written.");
    }

    private static async Task TablesAsync(FileInfo file, string database, int variants, CancellationToken cancellationToken)
    {
        await using (var stream = file.OpenRead()) await BulkReading.SkipTokensAsync(stream, cancellationToken);
        await BareTables.FillAsync(database, new Catalogue(variants), cancellationToken);
    }

    private static async Task HostAsync(string database, string queues, CancellationToken cancellationToken)
    {
        await using var app = LocalApp.Build(
            new LocalAppOptions(SampleShop.Settings(database), () => new NoShopify(), queues, Port: 0), [], Clock);
        await app.StartAsync(cancellationToken);
        await ServeAsync(app.Address);
    }

    private static async Task EmptyAsync(CancellationToken cancellationToken)
    {
        await using var app = await EmptyServer.StartAsync(keep: null, cancellationToken);
        await ServeAsync(EmptyServer.AddressOf(app));
    }

    /// <summary>Until the parent closes the input.</summary>
    private static async Task ServeAsync(Uri address)
    {
        Console.WriteLine(address);
        await Console.In.ReadToEndAsync();
    }
}
