namespace InventorySync.Cli.Rehearse;

internal sealed partial class Stage
{
    /// <summary>Between two looks at what is waited for, in real time.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    /// <summary>Of the clock at a look, while something is under way that has a limit in seconds: a delivery, or a full sync with its lease.</summary>
    private static readonly TimeSpan SmallStep = TimeSpan.FromMilliseconds(100);

    /// <summary>The same while nothing is: a wait of a minute is over in a dozen looks.</summary>
    private static readonly TimeSpan LargeStep = TimeSpan.FromSeconds(5);

    /// <summary>Looks at work that does nothing but work: longer ones wait for a time.</summary>
    private const int WorkLooks = 20;

    /// <summary>Looks at which nothing has moved: what is left waits for a time of its own, such as a message that failed.</summary>
    private const int QuietLooks = 25;

    /// <summary>Lets so much time go by, with everything that falls into it.</summary>
    public async Task PlayAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        var end = Now + span;
        while (await PlayNextAsync(end, cancellationToken)) await ObserveAsync(cancellationToken);
    }

    /// <summary>Until every SKU is right and status is as it was before; or not, by then.</summary>
    public async Task PlayUntilRightAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var end = Now + limit;
        await SettleAsync(cancellationToken);
        await ObserveAsync(cancellationToken);
        while (!IsRight && await PlayNextAsync(end, cancellationToken)) await ObserveAsync(cancellationToken);
    }

    /// <returns>False if nothing more comes before the end, which is now.</returns>
    private async Task<bool> PlayNextAsync(DateTimeOffset end, CancellationToken cancellationToken)
    {
        var timer = _timers.OrderBy(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).First();
        var isSale = _nextSale < timer.Value;
        var at = isSale ? _nextSale!.Value : timer.Value;
        if (at > end)
        {
            SkipTo(end);
            return false;
        }

        SkipTo(at);
        await SettleAsync(cancellationToken); // what was due before, such as retries
        if (isSale) Sell();
        else await RunTimerAsync(timer.Key, cancellationToken);
        await SettleAsync(cancellationToken);
        return true;
    }

    private void Sell()
    {
        _merchant.Act();
        _nextSale = Now + SellEvery;
    }

    private async Task RunTimerAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await HurryAsync(_app.RunTimerAsync(name, cancellationToken), cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // As the host takes it: logged, and the next occurrence may succeed. Status says why.
        }

        // Occurrences that fell into the run are left out.
        _timers[name] = _app.TimersAfter(Now).Single(timer => timer.Name == name).At;
    }

    /// <summary>Lets the clock run ahead until the work is over.</summary>
    private async Task HurryAsync(Task work, CancellationToken cancellationToken)
    {
        for (var looks = 0; !work.IsCompleted; looks++)
        {
            await Task.WhenAny(work, Task.Delay(Look, TimeProvider.System, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (!work.IsCompleted) _clock.Skip(looks < WorkLooks || await IsUnderWayAsync() ? SmallStep : LargeStep);
        }

        await work;
    }

    private async Task<bool> IsUnderWayAsync()
    {
        if (_store.Deliverer.Awake > 0) return true;
        if (_database.IsAway) return false;
        try
        {
            return await _app.Store.GetLatestRunAsync(CancellationToken.None) is null or { EndedAt: null };
        }
        catch (ObjectDisposedException)
        {
            return true; // it stops
        }
    }

    /// <summary>Until every webhook that is due is delivered, and every message handled that does not wait for a time of its own.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        (long, long, int, int)? last = null;
        for (var quiet = 0; quiet < QuietLooks;)
        {
            var (waiting, poison) = await _app.CountMessagesAsync(cancellationToken);
            var awake = _store.Deliverer.Awake;
            if (awake == 0 && waiting == 0 && poison == 0) return;

            // A delivery is over within its limit of seconds, however long this machine takes for it.
            var now = (awake, _store.Deliverer.Statistics.Delivered, waiting, poison);
            quiet = awake > 0 || now != last ? 0 : quiet + 1;
            last = now;
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
            _clock.Skip(awake > 0 ? Look : SmallStep);
        }
    }

    private void SkipTo(DateTimeOffset at)
    {
        if (at - Now is var left && left > TimeSpan.Zero) _clock.Skip(left);
    }
}
