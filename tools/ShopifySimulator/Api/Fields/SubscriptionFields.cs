using GraphQL;
using GraphQL.Utilities;
using ShopifySimulator.Api.Access;
using ShopifySimulator.Api.Paging;
using ShopifySimulator.Webhooks;

namespace ShopifySimulator.Api.Fields;

/// <summary>The app's webhook subscriptions.</summary>
internal static class SubscriptionFields
{
    // Shopify says no more than that where a scope is missing.
    private static readonly UserError Denied = new(
        ["webhookSubscription", "topic"], "You cannot create a webhook subscription with the specified topic");
    private static readonly UserError Unknown = new(["id"], "Webhook subscription does not exist");

    public static void AddTo(TypeSettings types)
    {
        new FieldsOf<object>(types, "QueryRoot")
            .Add("webhookSubscription", (_, reading, context) => Find(reading, context.Id("WebhookSubscription")))
            .Add("webhookSubscriptions", (_, reading, context) => List(reading, context));

        new FieldsOf<Subscription>(types, "WebhookSubscription")
            .Add("apiVersion", (_, reading) => reading.Options.Faults.WebhookApiVersion ?? reading.Options.ApiVersions[^1])
            .Add("createdAt", subscription => Texts.Time(subscription.CreatedAt))
            .Add("filter", subscription => subscription.Filter)
            .Add("format", _ => "JSON")
            .Add("id", subscription => new Gid("WebhookSubscription", subscription.Id).ToString())
            .Add("includeFields", subscription => subscription.IncludeFields)
            .Add("legacyResourceId", subscription => Texts.Number(subscription.Id))
            .Add("topic", subscription => subscription.Topic)
            .Add("updatedAt", subscription => Texts.Time(subscription.UpdatedAt))
            .Add("uri", subscription => subscription.Uri);

        new FieldsOf<object>(types, "Mutation")
            .Add("webhookSubscriptionCreate", (_, reading, context) => Create(reading, context))
            .Add("webhookSubscriptionUpdate", (_, reading, context) => Update(reading, context))
            .Add("webhookSubscriptionDelete", (_, reading, context) => Delete(reading, context));
        foreach (var payload in (string[])["WebhookSubscriptionCreatePayload", "WebhookSubscriptionUpdatePayload"])
        {
            new FieldsOf<Payload>(types, payload)
                .Add("userErrors", result => result.UserErrors)
                .Add("webhookSubscription", result => result.Subscription);
        }

        new FieldsOf<Deletion>(types, "WebhookSubscriptionDeletePayload")
            .Add("deletedWebhookSubscriptionId", result => result.DeletedId)
            .Add("userErrors", result => result.UserErrors);
    }

    public static Subscription? Find(Reading reading, long id) =>
        reading.Options.Subscriptions.All.FirstOrDefault(subscription => subscription.Id == id);

    private static Connection List(Reading reading, IResolveFieldContext context)
    {
        var topics = context.GetArgument<string[]?>("topics");
        var (uri, format) = (context.GetArgument<string?>("uri"), context.GetArgument<string?>("format"));
        return Connection.Of(
            context,
            reading.Options.Subscriptions.All
                .Where(subscription => topics is null || topics.Contains(subscription.Topic, StringComparer.Ordinal))
                .Where(subscription => uri is null || subscription.Uri == uri)
                .Where(_ => format is null or "JSON"),
            subscription => new Cursor("", subscription.Id));
    }

    private static Payload Create(Reading reading, IResolveFieldContext context)
    {
        var (input, now) = (SubscriptionInput.Of(context), reading.Options.Clock.GetUtcNow());
        var topic = context.GetArgument<string>("topic");
        if (!Scopes.Cover(Scopes.GrantedBut(reading.Options.Faults), topic)) return new Payload(null, [Denied]);
        var wanted = input.ApplyTo(new Subscription(0, topic, "", [], Filter: null, now, now));
        UserError[] errors = [.. input.Faults(wanted, reading.Options.Subscriptions.All)];
        return errors.Length > 0
            ? new Payload(null, errors)
            : new Payload(reading.Options.Subscriptions.Add(id => wanted with { Id = id }), []);
    }

    private static Payload Update(Reading reading, IResolveFieldContext context)
    {
        var (input, id) = (SubscriptionInput.Of(context), context.Id("WebhookSubscription"));
        if (Find(reading, id) is not { } subscription) return new Payload(null, [Unknown]);

        var now = reading.Options.Clock.GetUtcNow();
        UserError[] errors = [.. input.Faults(input.ApplyTo(subscription), reading.Options.Subscriptions.All)];
        if (errors.Length > 0) return new Payload(null, errors);
        var changed = reading.Options.Subscriptions.Change(id, current => input.ApplyTo(current) with { UpdatedAt = now });
        return changed is null ? new Payload(null, [Unknown]) : new Payload(changed, []);
    }

    private static Deletion Delete(Reading reading, IResolveFieldContext context)
    {
        var id = context.GetArgument<string>("id");
        return reading.Options.Subscriptions.Remove(Gid.Parse(id, "WebhookSubscription"))
            ? new Deletion(id, [])
            : new Deletion(null, [Unknown]);
    }

    private sealed record Payload(Subscription? Subscription, UserError[] UserErrors);

    private sealed record Deletion(string? DeletedId, UserError[] UserErrors);
}
