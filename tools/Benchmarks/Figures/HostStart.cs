using System.Runtime.CompilerServices;
using Benchmarks.Measuring;
using Benchmarks.Samples;
using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;

namespace Benchmarks.Figures;

/// <summary>From the start of the process to the first answered webhook, on a database that is there already.</summary>
internal sealed class HostStart : IFigures
{
    private const double Most = 3;
    private static readonly TimeProvider Clock = TimeProvider.System;

    public async IAsyncEnumerable<Figure> MeasureAsync(Pace pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var (database, queues) = (folder.File("inventory.db"), folder.File("queues.db"));
        using (var store = new SqliteInventoryStore($"Data Source={database};Pooling=False"))
            await store.PrepareAsync(new StoreBinding(SampleShop.Domain, [], TimeSpan.FromMinutes(2)), cancellationToken);

        var pair = await Pair.OfAsync(
            pace.IsQuick ? 1 : 11,
            () => StartAsync([ChildCommands.Host, database, queues], cancellationToken),
            () => StartAsync([ChildCommands.Empty], cancellationToken));
        yield return pair.AtMost(
            "start of the one-process host to its first answered webhook; beside an empty Kestrel app", Most, Texts.Duration);
    }

    private static async Task<double> StartAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var began = Clock.GetTimestamp();
        using var child = Child.Start(arguments);
        var address = new Uri(await child.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException($"{arguments[0]} did not start."));
        using (var connection = await HttpConnection.OpenAsync(address, cancellationToken))
            await connection.SendAsync(
                SampleWebhook.Request(address, new LevelChanges(new Catalogue(1)).Next(), UnixTime.From(Clock.GetUtcNow())),
                cancellationToken);
        var seconds = Clock.GetElapsedTime(began).TotalSeconds;

        child.StandardInput.Close();
        await child.WaitForExitAsync(cancellationToken);
        return seconds;
    }
}
