using System.Runtime.CompilerServices;
using Benchmarks.Measuring;
using Benchmarks.Samples;
using FunctionsHost.Queues.Embedded;
using InventorySync.Queues;
using InventorySync.Triggers;

namespace Benchmarks.Figures;

/// <summary>
/// Webhooks over HTTP until they are answered, each in the embedded queue and on the disk by then; beside a server that reads the body and
/// answers.
/// </summary>
internal sealed class WebhookThroughput : IFigures
{
    private const double Least = 0.6;
    private static readonly TimeProvider Clock = TimeProvider.System;

    public async IAsyncEnumerable<Figure> MeasureAsync(Pace pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var app = await SampleApp.StartAsync(folder.File("inventory.db"), log: null, cancellationToken);
        await using var queues = EmbeddedQueues.Open(folder.File("queues.db"), Clock);
        await using var host = await app.ServeAsync([typeof(ShopifyWebhookFunction)], queues, [], cancellationToken);
        await using var empty = await EmptyServer.StartAsync(keep: null, cancellationToken);
        await using var bareQueues = EmbeddedQueues.Open(folder.File("bare-queues.db"), Clock);
        var bareQueue = await bareQueues.OpenAsync(QueueNames.InventoryChanges, cancellationToken);
        await using var keeping = await EmptyServer.StartAsync(
            body => bareQueue.SendAsync(body, CancellationToken.None), cancellationToken);

        var (ours, floor, kept) =
            (new Load(host.Address, pace), new Load(EmptyServer.AddressOf(empty), pace), new Load(EmptyServer.AddressOf(keeping), pace));
        foreach (var load in (Load[])[ours, floor, kept]) await load.WarmUpAsync(cancellationToken);

        var rounds = pace.IsQuick ? 1 : 7;
        yield return (await Pair.OfAsync(rounds, () => ours.RunAsync(cancellationToken), () => floor.RunAsync(cancellationToken)))
            .SpeedAtLeast(
                $"webhooks a second over HTTP into the embedded queue, {Load.Connections} connections; beside an empty Kestrel that reads "
                + "the body",
                Least, Texts.PerSecond);
        yield return new Figure("the same: p50 and p99", ours.Latency, floor.Latency, "", "", IsMet: null);

        // The promise that an answer means "on the disk" has its price, whoever keeps it.
        var durable = await Pair.OfAsync(rounds, () => ours.RunAsync(cancellationToken), () => kept.RunAsync(cancellationToken));
        yield return new Figure(
            "the same; beside an empty Kestrel that puts the body into the embedded queue before it answers",
            Texts.PerSecond(1 / durable.Ours), Texts.PerSecond(1 / durable.Baseline), Pair.Share(1 / durable.Ratio), "", IsMet: null);
    }
}
