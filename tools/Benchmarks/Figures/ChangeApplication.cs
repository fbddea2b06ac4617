using System.Runtime.CompilerServices;
using Benchmarks.Measuring;
using Benchmarks.Samples;
using FunctionsHost.Queues;
using FunctionsHost.Queues.Embedded;
using InventorySync.Changes;
using InventorySync.Observations;
using InventorySync.Queues;
using InventorySync.Storage;
using InventorySync.Triggers;

namespace Benchmarks.Figures;

/// <summary>A change's way from the queue to its commit, beside the statements alone that no way can do without.</summary>
internal sealed class ChangeApplication : IFigures
{
    private const double MostTime = 1.5;
    private const double MostTimeOfLog = 1.1;
    private const double LeastSpeed = 0.6;
    private const int OneByOne = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly Catalogue Shop = new(8_148);
    private static readonly TimeProvider Clock = TimeProvider.System;

    public async IAsyncEnumerable<Figure> MeasureAsync(Pace pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        using var handled = new HandledCount();
        await using var app = await SampleApp.StartAsync(folder.File("inventory.db"), handled, cancellationToken);
        await new SampleSync(app.Get<IFullSyncStore>(), Shop).FillAsync(cancellationToken);
        using var bare = await BareStore.OpenAsync(folder.File("bare.db"), Shop, cancellationToken);
        await using var ourQueues = EmbeddedQueues.Open(folder.File("our-queues.db"), Clock);
        await using var bareQueues = EmbeddedQueues.Open(folder.File("bare-queues.db"), Clock);
        var ourQueue = await ourQueues.OpenAsync(QueueNames.InventoryChanges, cancellationToken);
        var bareQueue = await bareQueues.OpenAsync(QueueNames.InventoryChanges, cancellationToken);
        var (ours, floor) = (new LevelChanges(Shop), new LevelChanges(Shop));
        var handler = app.Get<ChangeHandler>();

        yield return (await Pair.OfAsync(
            pace.Rounds,
            async () => await OneByOneAsync(
                ourQueue, await SendAsync(ourQueue, ours, OneByOne),
                (message, _) => handler.HandleAsync(message.Body, enqueuedAt: null, cancellationToken)),
            async () => await OneByOneAsync(bareQueue, await SendAsync(bareQueue, floor, OneByOne), (_, row) => bare.UpsertAsync(row))))
            .AtMost(
                "one change, queue to commit (SQLite), with the log of observations; beside the bare UPSERT and the queue's own take and "
                + "delete",
                MostTime, Texts.Duration);

        yield return await OfLogAsync(pace, folder, handler, ourQueue, ours, cancellationToken);

        var messages = pace.IsQuick ? 200 : 2_000;
        foreach (var workers in (int[])[1, 4])
        {
            yield return (await Pair.OfAsync(
                pace.IsQuick ? 1 : 5,
                async () =>
                {
                    await SendAsync(ourQueue, ours, messages);
                    return await ServeAsync(app, ourQueues, handled.WaitFor(messages), workers, cancellationToken) / messages;
                },
                async () => await BatchesAsync(bareQueue, await SendAsync(bareQueue, floor, messages), workers, bare) / messages))
                .SpeedAtLeast(
                    $"changes a second, queue to commit, {workers} at a time; beside the same bare statements", LeastSpeed,
                    Texts.PerSecond);
        }
    }

    /// <summary>The log is written once in so many rows: a round of as many has its price in it, whole.</summary>
    private static async Task<Figure> OfLogAsync(
        Pace pace, TempFolder folder, ChangeHandler handler, IQueue queue, LevelChanges changes, CancellationToken cancellationToken)
    {
        var messages = pace.IsQuick ? OneByOne : ObservationLog.BatchRows;
        await using var without = await SampleApp.StartAsync(
            folder.File("without-log.db"), log: null, cancellationToken, ("InventorySync:ObservationDays", "0"));
        await new SampleSync(without.Get<IFullSyncStore>(), Shop).FillAsync(cancellationToken);
        var (floor, bareHandler) = (new LevelChanges(Shop), without.Get<ChangeHandler>());
        return (await Pair.OfAsync(
            pace.Rounds,
            async () => await OneByOneAsync(
                queue, await SendAsync(queue, changes, messages),
                (message, _) => handler.HandleAsync(message.Body, enqueuedAt: null, cancellationToken)),
            async () => await OneByOneAsync(
                queue, await SendAsync(queue, floor, messages),
                (message, _) => bareHandler.HandleAsync(message.Body, enqueuedAt: null, cancellationToken))))
            .AtMost("the same; beside the app without the log", MostTimeOfLog, Texts.Duration);
    }

    private static async Task<IReadOnlyList<LevelRow>> SendAsync(IQueue queue, LevelChanges changes, int count)
    {
        LevelRow[] rows = [.. Enumerable.Range(0, count).Select(_ => changes.Next())];
        await Task.WhenAll(rows.Select(row => queue.SendAsync(row.ToMessage(), CancellationToken.None)));
        return rows;
    }

    /// <returns>Seconds per message.</returns>
    private static async Task<double> OneByOneAsync(IQueue queue, IReadOnlyList<LevelRow> rows, Func<QueueMessage, LevelRow, Task> apply)
    {
        var began = Clock.GetTimestamp();
        foreach (var row in rows)
        {
            var message = (await queue.ReceiveAsync(1, Lease, CancellationToken.None))[0];
            await apply(message, row);
            await queue.DeleteAsync(message.Id, message.Receipt, CancellationToken.None);
        }

        return Clock.GetElapsedTime(began).TotalSeconds / rows.Count;
    }

    /// <summary>By the one-process host, with its start, which is little beside thousands of messages.</summary>
    private static async Task<double> ServeAsync(
        SampleApp app, EmbeddedQueues queues, Task handled, int workers, CancellationToken cancellationToken)
    {
        var began = Clock.GetTimestamp();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AzureFunctionsJobHost:extensions:queues:batchSize"] = Texts.Invariant($"{workers}"),
            ["AzureFunctionsJobHost:extensions:queues:newBatchThreshold"] = "0",
        };
        await using var host = await app.ServeAsync([typeof(InventoryChangeFunction)], queues, settings, cancellationToken);
        await handled;
        return Clock.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> BatchesAsync(IQueue queue, IReadOnlyList<LevelRow> rows, int workers, BareStore bare)
    {
        var began = Clock.GetTimestamp();
        for (var done = 0; done < rows.Count;)
        {
            var batch = await queue.ReceiveAsync(workers, Lease, CancellationToken.None);
            await Task.WhenAll(batch.Select((message, index) => ApplyAsync(message, rows[done + index])));
            done += batch.Count;
        }

        return Clock.GetElapsedTime(began).TotalSeconds;

        async Task ApplyAsync(QueueMessage message, LevelRow row)
        {
            await Task.Yield();
            await bare.UpsertAsync(row);
            await queue.DeleteAsync(message.Id, message.Receipt, CancellationToken.None);
        }
    }
}
