using System.Globalization;
using InventorySync.Cli.Operations;
using InventorySync.Storage;
using PlayedTime;
using Spectre.Console;

namespace LocalRun.Run;

/// <summary>Runs a full sync and shows how far it is, by its row: what any other reader of the database could see as well.</summary>
internal sealed class FullSyncWatch(LocalApp app, IAnsiConsole console, TimeProvider timeProvider)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// A run whose process was killed is leased for two minutes more, and its operation ended with that process: so it fails first, and the
    /// next one succeeds.
    /// </summary>
    private const int MaxRuns = 3;

    /// <returns>The run that succeeded; null if none did, and then the console says why.</returns>
    public async Task<SyncRun?> RunAsync(CancellationToken cancellationToken)
    {
        var before = (await app.Get<IFullSyncStore>().GetLatestRunAsync(cancellationToken))?.Id ?? 0;
        for (var runs = 1; runs <= MaxRuns; runs++)
        {
            var run = await RunOnceAsync(cancellationToken);
            if (run.State is SyncState.Succeeded)
            {
                FullSyncBar.Report(console, run);
                return run;
            }

            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]Full sync {run.Id} ended as {run.State}: {run.Error}[/]");
            if (run.Id > before) break; // this one was no leftover
        }

        return null;
    }

    private Task<SyncRun> RunOnceAsync(CancellationToken cancellationToken) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var bar = new FullSyncBar(context.AddTask("Full sync"));
            var run = FollowAsync(bar, cancellationToken);
            return await run;
        });

    private async Task<SyncRun> FollowAsync(FullSyncBar bar, CancellationToken cancellationToken)
    {
        var before = await app.Get<IFullSyncStore>().GetLatestRunAsync(cancellationToken);
        while (true)
        {
            var invocation = timeProvider.RunStep("the full sync of", "the run", () => app.RunFullSyncAsync(cancellationToken));
            while (!invocation.IsCompleted)
            {
                if (await app.Get<IFullSyncStore>().GetLatestRunAsync(cancellationToken) is { EndedAt: null } running) bar.Show(running);
                await timeProvider.PauseAsync(Pause, invocation, cancellationToken);
            }

            // A failure is in the run's row; what is not there goes up.
            var latest = await app.Get<IFullSyncStore>().GetLatestRunAsync(cancellationToken);
            if (latest is { EndedAt: not null } ended && ended.EndedAt != before?.EndedAt) return ended;
            await invocation;
            bar.Show("another instance is at it, or was killed within the last two minutes", 0);
            await Task.Delay(Pause, timeProvider, cancellationToken);
        }
    }
}
