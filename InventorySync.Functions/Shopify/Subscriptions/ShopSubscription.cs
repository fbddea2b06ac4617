namespace InventorySync.Shopify;

/// <summary>One webhook subscription of this app, as Shopify lists it.</summary>
/// <param name="Id">Its GID.</param>
/// <param name="Topic">As GraphQL names it.</param>
/// <param name="Uri">Where it delivers to: an https address, or the name of a queue of others.</param>
/// <param name="IncludeFields">The payload's fields that are sent; none means all.</param>
/// <param name="ApiVersion">In which version of the API its webhooks come: the app's setting in the Dev Dashboard.</param>
public sealed record ShopSubscription(string Id, string Topic, string Uri, IReadOnlyList<string> IncludeFields, string? ApiVersion);
