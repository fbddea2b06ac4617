using System.CommandLine;
using System.Globalization;
using InventorySync.Status;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The verb `status`: what GET api/status says, as a table.</summary>
internal static class StatusCommand
{
    public static Command Create(OperationsVerb verb)
    {
        var json = new Option<bool>("--json") { Description = "As api/status answers it." };
        const string Description = "Whether the tables can be trusted now, and why not. Exit code 0 for green, 1 for yellow, 2 for red.";
        return verb.Create("status", Description, [json], VerbNeeds.StoreToRead, async (parsed, services, cancellationToken) =>
        {
            var report = await ReadAsync(services, cancellationToken);
            if (parsed.GetValue(json)) services.Console.WriteUnbroken(StatusJson.Of(report));
            else Show(services.Console, report);
            return (int)report.Overall;
        });
    }

    private static Task<StatusReport> ReadAsync(OperationsServices services, CancellationToken cancellationToken) =>
        services.Settings.Run is { } run
            ? RunStatus.ReadAsync(run, cancellationToken)
            : services.Get<StatusReader>().ReadAsync(cancellationToken);

    private static void Show(IAnsiConsole console, StatusReport report)
    {
        var color = report.Overall switch { HealthLevel.Green => "green", HealthLevel.Yellow => "yellow", _ => "red" };
        var versions = report.Versions;
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[{color}]{report.Overall}[/]  {report.Shop}  app {versions.App}, schema {versions.Schema}, Shopify {versions.ShopifyApi}");
        foreach (var reason in report.Reasons)
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"  [{(reason.Level is HealthLevel.Red ? "red" : "yellow")}]{reason.Text}[/]");

        var facts = new Table().AddColumns("", "");
        Add("Newest applied change", When(report.Freshness.LastChangeAt, report.Freshness.LastChangeAgeSeconds));
        Add("Oldest waiting message", When(report.Freshness.OldestMessageAt, report.Freshness.OldestMessageAgeSeconds));
        Add("Last good full sync", When(report.Freshness.LastGoodFullSyncAt, report.Freshness.LastGoodFullSyncAgeSeconds));
        if (report.FullSync.LastGood is { } good)
            Add("  its drift", string.Create(
                CultureInfo.InvariantCulture, $"{good.Drift:N0} ({good.InFlight:N0} in flight) of {good.Variants:N0} variants"));
        if (report.Trust?.Last is { Accuracy: { } accuracy } trust)
        {
            Add("  SKUs that were right", string.Create(
                CultureInfo.InvariantCulture,
                $"{Share(accuracy)}: {trust.SkusWrong:N0} of {trust.SkusCompared:N0} were wrong{Causes(trust)}"));
            Add("  in the last 7, 30 days", $"{Share(report.Trust.Days7.Accuracy)}, {Share(report.Trust.Days30.Accuracy)}");
        }

        if (report.FullSync.Last is { } last)
            Add("Newest full sync", $"{last.Id}, {last.State}{(last.Error is null ? "" : $": {last.Error}")}");
        Add("Failed changes", string.Create(CultureInfo.InvariantCulture, $"{report.FailedChanges.Open:N0}"));
        Add("Look-ups that wait", string.Create(CultureInfo.InvariantCulture, $"{report.LookUps.Open:N0}"));
        foreach (var queue in report.Queues ?? [])
            Add($"Queue {queue.Name}", string.Create(CultureInfo.InvariantCulture, $"{queue.Messages:N0}"));
        Add("Subscriptions checked", When(
            report.Subscriptions.CheckedAt, report.Subscriptions.CheckedAt is { } checkedAt ? (report.At - checkedAt).TotalSeconds : null));
        foreach (var secret in report.WebhookSecrets)
            Add(
                $"Webhook secret {secret.Place + 1} verified",
                When(secret.LastVerifiedAt, (report.At - secret.LastVerifiedAt).TotalSeconds));
        console.Write(facts);

        var lag = new Table().AddColumns($"Last {report.Lag.WindowMinutes} minutes, at most", "changes", "p50 ms", "p90 ms", "p99 ms");
        foreach (var stage in report.Lag.Stages)
            lag.AddRow([.. ((string[])[stage.Stage, Number(stage.Changes), Number(stage.P50Ms), Number(stage.P90Ms), Number(stage.P99Ms)])
                .Select(text => new Text(text))]);
        console.Write(lag);

        void Add(string name, string value) => facts.AddRow(new Text(name), new Text(value));
    }

    private static string Causes(StatusTrustRun trust) => trust.Causes is { Count: > 0 } causes
        ? string.Create(
            CultureInfo.InvariantCulture, $", rows by cause: {string.Join(", ", causes.Select(cause => $"{cause.Cause} {cause.Rows}"))}")
        : "";

    /// <summary>Rounded down: what is not all of it must not look so.</summary>
    internal static string Share(double? share) =>
        share is { } part ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(part * 1_000_000) / 10_000:0.####} %") : "-";

    private static string When(DateTimeOffset? at, double? ageSeconds) => at is { } time
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{time:yyyy-MM-dd HH:mm:ss} UTC, {TimeSpan.FromSeconds(Math.Max(Math.Round(ageSeconds ?? 0), 0)):g} ago")
        : "-";

    private static string Number(double? number) => number is { } value ? value.ToString("N0", CultureInfo.InvariantCulture) : "-";
}
