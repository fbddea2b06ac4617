using System.Globalization;
using InventorySync.Status;
using InventorySync.Storage;
using LocalRun.Run;

namespace LocalRun.Rehearse;

internal sealed partial class Stage
{
    /// <summary>The code of a signal that is none of status's own: it does not answer, since the database does not.</summary>
    public const string NoStatus = "noStatus";

    private readonly Timeline _timeline;
    private readonly TableCheck _check;
    private readonly HashSet<string> _signals = new(StringComparer.Ordinal);
    private HashSet<string> _told = new(StringComparer.Ordinal);
    private DateTimeOffset? _brokeAt, _mendedAt, _noticedAt, _rightAt;
    private string? _noticedBy;
    private long _lastRun;
    private int _wrong, _mostWrong;

    private bool IsRight => _wrong == 0 && _told.Count == 0;

    /// <summary>Breaks something.</summary>
    public void Break(string what, Action act)
    {
        act();
        _brokeAt = Now;
        _timeline.Add(TimelineKind.Broke, Now, what);
    }

    /// <summary>Mends it, for Shopify, the platform or an operator.</summary>
    public void Mend(string what, Action act)
    {
        act();
        _mendedAt = Now;
        _timeline.Add(TimelineKind.Mended, Now, what);
    }

    public Performance PerformanceOf(Scenario scenario)
    {
        var since = _mendedAt ?? _brokeAt;
        TimeSpan? rightAfter = _rightAt > since ? _rightAt - since : TimeSpan.Zero;
        return new Performance(
            scenario, _noticedAt - _brokeAt, _noticedBy, _wrong > 0 ? null : rightAfter, _mendedAt is not null, _mostWrong, _signals,
            _timeline.Entries);
    }

    /// <summary>What an operator could see now, and what nobody but the store's owner could: which SKUs are wrong.</summary>
    private async Task ObserveAsync(CancellationToken cancellationToken)
    {
        ObserveReasons(await ReadReasonsAsync(cancellationToken));
        if (!_database.IsAway) await ObserveRunsAsync(cancellationToken);
        ObserveTables();
    }

    private async Task<IReadOnlyList<StatusReason>> ReadReasonsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _app.ReadStatusAsync(cancellationToken)).Reasons;
        }
        catch (IOException e)
        {
            return [new StatusReason(HealthLevel.Red, NoStatus, $"api/status does not answer: {e.Message}")];
        }
    }

    private void ObserveReasons(IReadOnlyList<StatusReason> reasons)
    {
        foreach (var reason in reasons.Where(reason => !_told.Contains(reason.Code)))
        {
            _timeline.Add(TimelineKind.Status, Now, $"{reason.Level} {reason.Code}: {reason.Text}");
            if (_brokeAt is null) continue;
            _signals.Add(reason.Code);
            if (_noticedAt is null) (_noticedAt, _noticedBy) = (Now, reason.Code);
        }

        var codes = reasons.Select(reason => reason.Code).ToHashSet(StringComparer.Ordinal);
        if (_told.Count > 0 && codes.Count == 0) _timeline.Add(TimelineKind.Status, Now, "Green");
        _told = codes;
    }

    private async Task ObserveRunsAsync(CancellationToken cancellationToken)
    {
        var latest = await _app.Get<IFullSyncStore>().GetLatestRunAsync(cancellationToken);
        if (latest is not { EndedAt: not null } run || run.Id == _lastRun) return;
        _lastRun = run.Id;
        _timeline.Add(
            TimelineKind.Did, Now,
            run.State is SyncState.Succeeded
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Full sync {run.Id} succeeded: {run.Report!.SkusWritten} SKUs written, drift {run.Report.Drift}")
                : string.Create(CultureInfo.InvariantCulture, $"Full sync {run.Id} ended as {run.State}: {run.Error}"));
    }

    private void ObserveTables()
    {
        var wrong = _check.CompareLive().Count;
        _mostWrong = Math.Max(_mostWrong, wrong);
        if (wrong > 0 && _wrong == 0)
            _timeline.Add(
                TimelineKind.Tables, Now, string.Create(CultureInfo.InvariantCulture, $"{wrong} rows are not what the store has"));
        if (wrong == 0 && _wrong > 0)
        {
            _rightAt = Now;
            _timeline.Add(TimelineKind.Tables, Now, "Every SKU is right");
        }

        _wrong = wrong;
    }
}
