using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;
using PlayedTime;
using ShopifySimulator.Shop;
using Spectre.Console;

namespace LocalRun.Run;

/// <summary>What --once does after its full sync: so many webhooks, then whether the tables equal the store.</summary>
internal sealed class OnceRun(
    RunOptions options, SimulatedStore store, LocalApp app, TableCheck check, Merchant merchant, IAnsiConsole console,
    TimeProvider timeProvider)
{
    /// <summary>Nothing takes so long here: a run that waits for more hangs, and CI must hear of it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>What is added for each webhook of a burst: less than 20 a second is a hang.</summary>
    private static readonly TimeSpan LongestOfBurst = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private const int DifferencesShown = 20;

    private readonly Percentiles _sinceTrigger = new();
    private readonly Percentiles _sinceReceipt = new();

    private TimeSpan? _takenIn;
    private TimeSpan? _workedOff;

    private TimeSpan Limit => options.Burst ? LongestWait + (options.Webhooks * LongestOfBurst) : LongestWait;

    /// <returns>0 only if the tables equal the store.</returns>
    public async Task<int> RunAsync(ChangeLog changes, int pauseMilliseconds, CancellationToken cancellationToken)
    {
        var differences = check.CompareRaw().Concat(check.CompareLive()).ToList();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var selling = options.Burst ? Task.CompletedTask : SellAsync(pauseMilliseconds, enough.Token);
        try
        {
            await timeProvider.RunWithinAsync(Limit, HandleAsync, cancellationToken);
        }
        catch (TimeoutException)
        {
            differences.Add($"only {_sinceTrigger.Count} of {options.Webhooks} webhooks were handled within {Limit}");
        }
        finally
        {
            await enough.CancelAsync();
            await selling;
        }

        differences.AddRange(check.CompareLive());
        if (await app.CountMessagesAsync(cancellationToken) is { Poison: > 0 } messages)
            differences.Add($"{messages.Poison} messages are in the poison queue");
        var failed = await app.Get<IOperationStore>().ListFailedChangesAsync(new FailedChangeFilter(), DifferencesShown, cancellationToken);
        if (failed.Count > 0)
            differences.AddRange(failed.Select(change => $"{change.Topic} {change.Id} could not be applied: {change.Reason}"));
        return Report(differences);

        async Task HandleAsync(CancellationToken limit)
        {
            if (options.Burst) await BurstAsync(changes, limit);
            else await CountAsync(changes, limit);
            await enough.CancelAsync();
            await selling;
            await SettleAsync(limit);
        }
    }

    private async Task SellAsync(int pauseMilliseconds, CancellationToken enough)
    {
        using var work = timeProvider.BeginWork("the sales of", "the store");
        try
        {
            while (true)
            {
                merchant.Act();
                await Task.Delay(TimeSpan.FromMilliseconds(pauseMilliseconds), timeProvider, enough);
            }
        }
        catch (OperationCanceledException)
        {
            // It has sold enough.
        }
    }

    /// <summary>
    /// A stock count: so many levels change without a pause, each a webhook of its own and some of them one of its product too. Then until
    /// all are taken in, and until all are worked off.
    /// </summary>
    private async Task BurstAsync(ChangeLog changes, CancellationToken cancellationToken)
    {
        var began = timeProvider.GetTimestamp();
        var levels = store.Shop.Read(view => view.Levels.ToList());
        for (var n = 0; n < options.Webhooks; n++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            store.Shop.Adjust(levels[n % levels.Count].InventoryItemId, levels[n % levels.Count].LocationId, 1);
        }

        await store.WhenIdleAsync(cancellationToken);
        _takenIn = Since(began);
        await SettleAsync(cancellationToken);
        _workedOff = Since(began);
        while (changes.Changes.TryRead(out var change)) Count(change);
    }

    /// <summary>By a clock that stands while work is done no time has passed, and a rate needs some.</summary>
    private TimeSpan Since(long began) =>
        timeProvider.GetElapsedTime(began) is { Ticks: > 0 } elapsed ? elapsed : TimeSpan.FromMilliseconds(1);

    private async Task CountAsync(ChangeLog changes, CancellationToken cancellationToken)
    {
        await foreach (var change in changes.ReadAllAsync(timeProvider, cancellationToken))
        {
            Count(change);
            if (_sinceTrigger.Count >= options.Webhooks) return;
        }
    }

    private void Count(HandledChange change)
    {
        _sinceTrigger.Add(change.SinceTriggerMs);
        _sinceReceipt.Add(change.SinceReceiptMs);
    }

    /// <summary>Until nothing is on its way any more.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await store.WhenIdleAsync(cancellationToken);
        while (await app.CountMessagesAsync(cancellationToken) is { Waiting: > 0 })
            await Task.Delay(Pause, timeProvider, cancellationToken);
    }

    private int Report(List<string> differences)
    {
        var statistics = store.Deliverer.Statistics;
        Line(
            $"Webhooks          {statistics.Delivered:N0} delivered, {statistics.FailedAttempts:N0} failed attempts, ",
            $"{statistics.Debounced:N0} debounced by the store; the first {_sinceTrigger.Count:N0} measured");
        Line(
            $"Change to row     p50 {_sinceTrigger.At(0.5):N1} ms, p99 {_sinceTrigger.At(0.99):N1} ms, ",
            $"from the store's change to the committed row");
        Line(
            $"The app's part    p50 {_sinceReceipt.At(0.5):N1} ms, p99 {_sinceReceipt.At(0.99):N1} ms, from the receipt of the webhook to ",
            $"the committed row");
        if (_takenIn is { TotalSeconds: var takenIn } && _workedOff is { TotalSeconds: var workedOff })
            Line(
                $"Burst             taken in within {takenIn:N1} s ({statistics.Delivered / takenIn:N0} webhooks/s), ",
                $"worked off within {workedOff:N1} s ({_sinceTrigger.Count / workedOff:N0} changes/s)");
        if (options.Burst && statistics.FailedAttempts > 0)
            differences.Add($"{statistics.FailedAttempts} attempts to deliver a webhook of the burst were refused or not answered in time");
        foreach (var difference in differences.Take(DifferencesShown)) Line($"[red]{difference}[/]");
        if (differences.Count > DifferencesShown) Line($"... and {differences.Count - DifferencesShown:N0} more");
        var (variants, levels) = store.Shop.Read(view => (view.Variants.Count(), view.Levels.Count()));
        if (differences.Count == 0) Line($"[green]The tables equal the store ({variants:N0} variants, {levels:N0} levels).[/]");
        else Line($"[red]The tables differ from the store in {differences.Count:N0} places.[/]");
        return differences.Count == 0 ? 0 : 1;
    }

    private void Line(params FormattableString[] parts)
    {
        foreach (var part in parts) console.MarkupInterpolated(CultureInfo.InvariantCulture, part);
        console.WriteLine();
    }
}
