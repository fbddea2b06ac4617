using InventorySync.Shopify;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The app's subscriptions as a table: a line each, and one for each topic that has none.</summary>
internal sealed class WebhooksTable(IAnsiConsole console, string apiVersion)
{
    /// <param name="publicUrl">Where they should lead to; null if nobody has said so.</param>
    /// <returns>Whether all are as they should be, as far as can be told.</returns>
    public bool Show(IReadOnlyList<ShopSubscription> subscriptions, Uri? publicUrl)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Topic", "State", "Address", "Fields", "API version");
        var isWell = true;

        // Where the address is not known, each topic's own is right.
        foreach (var plan in SubscriptionPlan.Of(subscriptions, publicUrl ?? new Uri("https://nowhere.invalid")))
        {
            ShopSubscription[] found = [.. subscriptions.Where(subscription => subscription.Topic == plan.Topic)];
            if (found.Length == 0) Add(plan.Topic, "missing", isFault: true, null);
            foreach (var subscription in found)
            {
                var state = subscription != plan.Kept ? "double"
                    : publicUrl is not null && plan.Repairs is [{ Change: SubscriptionChange.Changed }, ..] ? "wrong"
                    : subscription.ApiVersion is { } version && version != apiVersion ? "other version"
                    : "right";
                Add(plan.Topic, state, state is not "right", subscription);
            }
        }

        foreach (var other in subscriptions.Where(subscription => !WebhookSubscriptions.Topics.Contains(subscription.Topic)))
            Add(other.Topic, "not this app's", isFault: false, other);
        console.Write(table);
        if (publicUrl is null)
            console.MarkupLine(
                "Whether the addresses and fields are right was not judged: --address or InventorySync__PublicUrl says where they should "
                + "lead to.");
        return isWell;

        void Add(string topic, string state, bool isFault, ShopSubscription? subscription)
        {
            isWell &= !isFault;
            var fields =
                subscription is null ? "" : subscription.IncludeFields.Count == 0 ? "all" : string.Join(", ", subscription.IncludeFields);
            table.AddRow(
                new Text(topic), new Text(state, isFault ? Color.Red : Color.Green), new Text(subscription?.Uri ?? ""), new Text(fields),
                new Text(subscription?.ApiVersion ?? ""));
        }
    }
}
