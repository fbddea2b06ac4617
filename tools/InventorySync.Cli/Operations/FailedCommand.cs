using System.CommandLine;
using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The verb `failed`: what could not be read or applied, and is repaired by itself unless it shows here for long.</summary>
internal static class FailedCommand
{
    /// <summary>Rows that are shown, or handled in one go: a person reads no more, and may call again.</summary>
    private const int Most = 1_000;

    public static Command Create(OperationsVerb verb) => new("failed", "Changes that could not be read or applied.")
    {
        Verb(verb, "list", "Shows them, the oldest first.", mayBeAll: true, ListAsync),
        Verb(
            verb, "retry", "Makes their repair due at once: a look-up, or a full sync where it is not known what they were about.",
            mayBeAll: false,
            (services, rows, cancellationToken) =>
                EachAsync(
                    services,
                    rows,
                    id => services.Get<IOperationStore>().RetryFailedChangeAsync(id, services.Time.Now(), cancellationToken),
                    "will be tried again by the recovery timer, within five minutes")),
        Verb(verb, "drop", "Says that they need no repair; their rows stay.", mayBeAll: false, (services, rows, cancellationToken) =>
            EachAsync(services, rows, id => services.Get<IOperationStore>().DropFailedChangeAsync(id, cancellationToken), "dropped")),
    };

    private static Command Verb(
        OperationsVerb verb, string name, string description, bool mayBeAll,
        Func<OperationsServices, IReadOnlyList<FailedChangeRow>, CancellationToken, Task<int>> work)
    {
        var id = new Option<string?>("--id") { Description = "One of them." };
        var kind = new Option<string?>("--kind") { Description = "What they were: level, product, item, rejected or unknown." };
        var older = new Option<TimeSpan?>("--older-than")
        {
            Description = "Received before that, such as 1d, 2h or 30m.", CustomParser = Age.Parse,
        };
        var newer = new Option<TimeSpan?>("--newer-than") { Description = "Received since then.", CustomParser = Age.Parse };
        var all = new Option<bool>("--all") { Description = mayBeAll ? "Also those that are repaired or dropped." : "All that are open." };
        var needs = mayBeAll ? VerbNeeds.StoreToRead : VerbNeeds.StoreToChange;
        var command = verb.Create(name, description, [id, kind, older, newer, all], needs, async (parsed, services, cancellationToken) =>
        {
            var now = services.Time.Now();
            var filter = new FailedChangeFilter(
                parsed.GetValue(id), parsed.GetValue(kind), parsed.GetValue(older) is { } before ? now.Add(-before) : null,
                parsed.GetValue(newer) is { } after ? now.Add(-after) : null,
                OpenOnly: mayBeAll ? !parsed.GetValue(all) && parsed.GetValue(id) is null : parsed.GetValue(id) is null);
            var rows = await services.Get<IOperationStore>().ListFailedChangesAsync(filter, Most, cancellationToken);
            return await work(services, rows, cancellationToken);
        });
        command.Validators.Add(result =>
        {
            if (!mayBeAll && !result.GetValue(all) && ((Option[])[id, kind, older, newer]).All(option => result.GetResult(option) is null))
                result.AddError("Say which: --id, --kind, --older-than, --newer-than, or --all.");
        });
        return command;
    }

    private static Task<int> ListAsync(
        OperationsServices services, IReadOnlyList<FailedChangeRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            services.Console.MarkupLine("None.");
            return Task.FromResult(0);
        }

        var table = new Table().AddColumns("Received (UTC)", "Id", "Kind", "Topic", "About", "State", "Tries", "Reason");
        foreach (var row in rows)
        {
            table.AddRow(
                [
                    .. ((string[])[
                        row.ReceivedAt.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), row.Id, row.Kind,
                        row.Topic ?? "",
                        row.LookUpId is { } about
                            ? string.Create(CultureInfo.InvariantCulture, $"{row.LookUpKind} {about}")
                            : "unknown: a full sync",
                        row.State.ToString(), row.Tries.ToString(CultureInfo.InvariantCulture), row.Reason]).Select(text => new Text(text)),
                ]);
        }

        services.Console.Write(table);
        if (rows.Count == Most)
            services.Console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"The first {Most}; there may be more.");
        return Task.FromResult(0);
    }

    private static async Task<int> EachAsync(
        OperationsServices services, IReadOnlyList<FailedChangeRow> rows, Func<string, Task<bool>> work, string what)
    {
        var done = 0;
        foreach (var row in rows)
        {
            if (await work(row.Id)) done++;
        }

        services.Console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{done} failed changes: {what}.");
        if (rows.Count == Most)
            services.Console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"There may be more than {Most}: say it again.");
        return rows.Count == 0 ? 1 : 0;
    }
}
