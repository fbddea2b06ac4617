namespace LocalRun.Rehearse;

/// <summary>Something that goes wrong in production, as it is played against the simulated store.</summary>
/// <param name="Name">As a person types it.</param>
/// <param name="Title">In a line.</param>
/// <param name="NoticeWithin">From what breaks to the first signal of status, at most.</param>
/// <param name="Signals">Reasons of status: at least one of them must be told.</param>
/// <param name="RightWithin">From what mends it (what breaks, where nobody but the app mends it) until every SKU is right, at most.</param>
/// <param name="PlayAsync">Breaks it, lets time go by, mends it.</param>
internal sealed record Scenario(
    string Name, string Title, TimeSpan NoticeWithin, IReadOnlySet<string> Signals, TimeSpan RightWithin,
    Func<Stage, CancellationToken, Task> PlayAsync)
{
    /// <summary>Longer than any of them takes: every SKU is right after two scheduled full syncs.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromHours(9);

    private static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(5);

    /// <param name="folder">For its files.</param>
    /// <param name="seed">What the store is made of and sells.</param>
    /// <param name="show">Is told what happens as it does.</param>
    public async Task<Performance> RehearseAsync(
        DirectoryInfo folder, int variants, int seed, Action<TimelineEntry> show, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.OpenAsync(folder, variants, seed, show, cancellationToken);
        await PlayAsync(stage, cancellationToken);

        // What status says of missing changes is over with the next one.
        stage.SellEvery = TimeSpan.FromMinutes(1);
        await stage.PlayAsync(Afterwards, cancellationToken);
        stage.SellEvery = null;
        await stage.PlayUntilRightAsync(LongestEnd, cancellationToken);
        return stage.PerformanceOf(this);
    }
}
