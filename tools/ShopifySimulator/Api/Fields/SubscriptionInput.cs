using System.Collections.Immutable;
using GraphQL;
using ShopifySimulator.Webhooks;

namespace ShopifySimulator.Api.Fields;

/// <summary>What a webhook subscription is to be. What is not given stays as it is.</summary>
/// <param name="Fields">Those that were given, null ones included.</param>
internal sealed record SubscriptionInput(IReadOnlyDictionary<string, object?> Fields)
{
    // Shopify still calls it by the name that `uri` has replaced.
    private static readonly string[] Address = ["webhookSubscription", "callbackUrl"];

    public static SubscriptionInput Of(IResolveFieldContext context) =>
        new((Dictionary<string, object?>)context.Arguments!["webhookSubscription"].Value!);

    public Subscription ApplyTo(Subscription subscription) => subscription with
    {
        Uri = Fields.TryGetValue("uri", out var uri) ? ((string?)uri ?? "").Trim() : subscription.Uri,
        Filter = Fields.TryGetValue("filter", out var filter) ? (string?)filter : subscription.Filter,
        IncludeFields = Fields.TryGetValue("includeFields", out var fields)
            ? [.. ((IEnumerable<object>?)fields ?? []).Cast<string>()]
            : subscription.IncludeFields,
    };

    /// <param name="wanted">What would come of it.</param>
    public IEnumerable<UserError> Faults(Subscription wanted, IEnumerable<Subscription> existing)
    {
        foreach (var fault in AddressFaults(wanted.Uri)) yield return new UserError(Address, fault);
        if (Fields.GetValueOrDefault("format") is "XML")
            yield return new UserError(
                ["webhookSubscription", "format"], "Format 'xml' is invalid for this webhook topic. Allowed formats: json");
        if (existing.Any(
            other => other.Id != wanted.Id && other.Topic == wanted.Topic && other.Uri == wanted.Uri && other.Filter == wanted.Filter))
            yield return new UserError(Address, "Address for this topic has already been taken");
    }

    private static IEnumerable<string> AddressFaults(string uri)
    {
        if (uri.Length == 0)
        {
            yield return "Address can't be blank";
        }
        else if (uri.StartsWith("arn:aws:events:", StringComparison.Ordinal))
        {
            // Amazon EventBridge's name of a partner's source: a region, no account, and a path.
            if (uri.Split(':') is not ["arn", "aws", "events", _, _, { Length: > 0 }]) yield return "Address is not a valid AWS ARN";
        }
        else if (uri.StartsWith("pubsub://", StringComparison.Ordinal))
        {
            if (uri["pubsub://".Length..].Split(':') is not [{ Length: > 0 }, { Length: > 0 }])
                yield return "Address is not a valid GCP pub/sub format. Format should be pubsub://project:topic";
        }
        else if (!Uri.TryCreate(uri, UriKind.Absolute, out var address))
        {
            yield return "Address is invalid";
        }
        else if (address.Scheme != Uri.UriSchemeHttps)
        {
            yield return $"Address protocol {address.Scheme}:// is not supported";
        }
    }
}
