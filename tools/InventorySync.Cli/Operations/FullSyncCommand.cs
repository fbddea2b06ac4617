using System.CommandLine;
using System.Globalization;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using PlayedTime;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The verb `full-sync`: runs one here and now, or follows the one under way, or shows what one would change.</summary>
internal static class FullSyncCommand
{
    /// <summary>Enough to see what it is about.</summary>
    private const int RowsShown = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Command Create(OperationsVerb verb)
    {
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Download and compare, show what would change, and change no stock: the download is staged in the database.",
        };
        var approve = new Option<bool>("--approve-shrink")
        {
            Description = "Let this one run through although the store has shrunk by more than InventorySync__MaxShrinkPercent.",
        };
        var command = verb.Create(
            "full-sync", "Runs a full sync to its end, or follows the one that is under way.", [dryRun, approve],
            VerbNeeds.StoreToChange, // a dry run too: it stages its download, and its own locations would decide what differs
            (parsed, services, cancellationToken) => parsed.GetValue(dryRun)
                ? DryRunAsync(services, cancellationToken)
                : RunAsync(services, parsed.GetValue(approve), cancellationToken));
        command.Validators.Add(result =>
        {
            if (result.GetValue(dryRun) && result.GetValue(approve)) result.AddError("A dry run needs no approval: it changes nothing.");
        });
        return command;
    }

    private static async Task<int> RunAsync(OperationsServices services, bool isShrinkApproved, CancellationToken cancellationToken)
    {
        var (store, now) = (services.Get<IOperationStore>(), services.Time.Now());
        if (isShrinkApproved) await store.ApproveShrinkAsync(now, cancellationToken);
        if (await store.BeginRunAsync(now, cancellationToken) is not { } begun)
        {
            services.Console.MarkupLine("[red]The app is paused: `resume` first.[/]");
            return 1;
        }

        if (!begun.IsNew)
            services.Console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"Full sync {begun.RunId} is under way already; this follows it.");
        var run = await services.Console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(context => FollowAsync(services, begun.RunId, new FullSyncBar(context.AddTask("Full sync")), cancellationToken));
        if (run.State is SyncState.Succeeded)
        {
            FullSyncBar.Report(services.Console, run);
            return 0;
        }

        services.Console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"[red]Full sync {run.Id} ended as {run.State}: {run.Error}[/]");
        return 1;
    }

    private static async Task<SyncRun> FollowAsync(
        OperationsServices services, long runId, FullSyncBar bar, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Where another instance has it, this returns at once and is tried again: whoever has it may be gone.
            var work = services.Time.RunStep(
                "the full sync of", "the verb", () => services.Get<FullSyncRunner>().RunAsync(mayStart: false, cancellationToken));
            do
            {
                await services.Time.PauseAsync(Pause, work, cancellationToken);
                if (await services.Get<IFullSyncStore>().GetLatestRunAsync(cancellationToken) is not { } run || run.Id != runId) continue;
                if (run.EndedAt is null)
                {
                    bar.Show(run);
                    continue;
                }

                await WhenOverAsync(work);
                return run;
            }
            while (!work.IsCompleted);

            await WhenOverAsync(work);
            await Task.Delay(Pause, services.Time, cancellationToken);
        }
    }

    /// <summary>What a run failed for is in its row.</summary>
    private static async Task WhenOverAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (FullSyncFailedException)
        {
        }
        catch (ShopifyCallException e) when (!e.IsTransient)
        {
        }
    }

    private static async Task<int> DryRunAsync(OperationsServices services, CancellationToken cancellationToken)
    {
        services.Console.MarkupLine(
            "A dry run: it downloads and compares, and changes no stock. Changes wait for some seconds while it compares.");
        if (await services.Get<DryRunner>().RunAsync(RowsShown, cancellationToken) is not { } dry)
        {
            services.Console.MarkupLine("[red]A full sync is under way, or the app is paused: try again later.[/]");
            return 1;
        }

        var report = dry.Result.Report;
        if (dry.Refusal is { } refusal)
            services.Console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"[yellow]It would be refused: {refusal.Text}.[/] If it were not:");
        if (report.IsDiscarded) services.Console.MarkupLine("A newer download has been applied already: it would change nothing.");
        var table = new Table().AddColumns("What", "Rows");
        foreach (var (what, rows) in ((string What, long Rows)[])[
            ("Variants in the download", report.Variants), ("Levels in the download", report.Levels),
            ("Rows of Sku that would change for readers", report.SkusWritten), ("Levels that would change", report.LevelsWritten),
            ("of all that differs: drift, which webhooks should have told", report.Drift),
            ("of all that differs: in flight, whose webhooks may still come", report.InFlight)])
            table.AddRow(new Text(what), new Text(rows.ToString("N0", CultureInfo.InvariantCulture)));
        services.Console.Write(table);
        ShowRows(services.Console, dry.Result.Rows);
        return dry.Refusal is null ? 0 : 1;
    }

    private static void ShowRows(IAnsiConsole console, IReadOnlyList<DriftRow> rows)
    {
        if (rows.Count == 0) return;
        var table = new Table().AddColumns("Kind", "Variant", "Product", "Item", "Location", "Is", "Would become", "");
        foreach (var row in rows)
        {
            table.AddRow(
                [
                    .. ((string[])
                    [
                        row.Kind, Id(row.VariantId), Id(row.ProductId), Id(row.InventoryItemId), Id(row.LocationId), row.Was ?? "",
                        row.Became ?? "", row.IsInFlight ? "in flight" : "",
                    ])
                        .Select(text => new Text(text)),
                ]);
        }

        console.Write(table);
        if (rows.Count == RowsShown) console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"The first {RowsShown} of them.");
    }

    private static string Id(long? id) => id?.ToString(CultureInfo.InvariantCulture) ?? "";
}
