using System.CommandLine;
using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The verbs `pause` and `resume`: nothing is applied meanwhile, and webhooks wait in the queue.</summary>
internal static class PauseCommands
{
    /// <summary>Longer than any last transaction of a full sync should take.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    /// <summary>How long an instance may believe its last answer, and a change that it has begun may take.</summary>
    private static readonly TimeSpan UntilAllKnow = TimeSpan.FromSeconds(3);

    public static Command Pause(OperationsVerb verb)
    {
        var reason = new Option<string?>("--reason") { Description = "Why, for whoever looks at the status." };
        return verb.Create(
            "pause", "Webhooks are taken in and wait in the queue; nothing is applied and no full sync starts, until `resume`.", [reason],
            VerbNeeds.StoreToChange,
            (parsed, services, cancellationToken) => PauseAsync(services, parsed.GetValue(reason), cancellationToken));
    }

    public static Command Resume(OperationsVerb verb) => verb.Create(
        "resume", "Ends the pause: what waits is applied.", [], VerbNeeds.StoreToChange,
        async (_, services, cancellationToken) =>
        {
            services.Console.MarkupLine(await services.Get<IPauseStore>().ResumeAsync(cancellationToken)
                ? "Resumed: what waits in the queue is applied now. After a restore from a backup, also run `full-sync`."
                : "There was no pause.");
            return 0;
        });

    private static async Task<int> PauseAsync(OperationsServices services, string? reason, CancellationToken cancellationToken)
    {
        var began = services.Time.GetTimestamp();
        var asked = new Pause(services.Time.Now(), reason);
        var pause = await services.Get<IPauseStore>().PauseAsync(asked, cancellationToken);
        services.Console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"Paused since {pause.Since.ToDateTimeOffset():yyyy-MM-dd HH:mm:ss} UTC. What is at work ends ...");

        await Task.Delay(UntilAllKnow, services.Time, cancellationToken);
        while (await services.Get<IFullSyncStore>().GetLatestRunAsync(cancellationToken) is { EndedAt: null, Owner: not null } run
            && run.LeasedUntil > services.Time.Now())
        {
            if (services.Time.GetElapsedTime(began) > LongestWait)
            {
                services.Console.MarkupLineInterpolated(
                    CultureInfo.InvariantCulture,
                    $"[yellow]Full sync {run.Id} is still {run.State}: wait until `status` shows it let go.[/]");
                return 1;
            }

            await Task.Delay(Look, services.Time, cancellationToken);
        }

        services.Console.MarkupLine("[green]Nothing is applied any more.[/] `resume` ends it.");
        return 0;
    }
}
