namespace LocalRun.Rehearse;

internal sealed partial class Stage
{
    /// <summary>Lets time pass, with everything that falls into it.</summary>
    public async Task PlayAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        var end = Now + span;
        while (await PlayNextAsync(end, cancellationToken)) await ObserveAsync(cancellationToken);
    }

    /// <summary>Until every SKU is right and status is as it was before; or not, by then.</summary>
    public async Task PlayUntilRightAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var end = Now + limit;
        await _clock.RestAsync(cancellationToken);
        await ObserveAsync(cancellationToken);
        while (!IsRight && await PlayNextAsync(end, cancellationToken)) await ObserveAsync(cancellationToken);
    }

    /// <returns>False if nothing more comes before the end, which is now.</returns>
    private async Task<bool> PlayNextAsync(DateTimeOffset end, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var timer = _timers.OrderBy(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).First();
        var isSale = _nextSale < timer.Value;
        var at = isSale ? _nextSale!.Value : timer.Value;
        if (at > end)
        {
            await SkipToAsync(end, cancellationToken);
            return false;
        }

        await SkipToAsync(at, cancellationToken); // with what is due before, such as retries
        if (isSale) Sell();
        else await RunTimerAsync(timer.Key, cancellationToken);
        await _clock.RestAsync(cancellationToken);
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
            await _clock.PlayAsync(() => _app.RunTimerAsync(name, cancellationToken));
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // As the host takes it: logged, and the next occurrence may succeed. Status says why.
        }

        // Occurrences that fell into the run are left out.
        _timers[name] = _app.TimersAfter(Now).Single(timer => timer.Name == name).At;
    }

    private async Task SkipToAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (at - Now is var left && left > TimeSpan.Zero) await _clock.SkipAsync(left, cancellationToken);
    }
}
