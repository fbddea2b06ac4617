using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>
/// The body of app/uninstalled: the shop. Topics are not signed, so it must be this shop's, by its permanent domain, which no other topic's
/// body has. https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-app/uninstalled
/// </summary>
internal struct ShopPayload : IPayload
{
    private long? _id;
    private string? _domain;

    /// <param name="shopDomain">This app's shop.</param>
    /// <param name="fault">What was wrong with it, where it cannot be read.</param>
    public static UninstalledMessage? Read(ReadOnlySpan<byte> body, string shopDomain, out string? fault)
    {
        var payload = default(ShopPayload);
        fault = PayloadBody.Read(ref payload, body) ?? payload.FindFault(shopDomain);
        return fault is null ? new UninstalledMessage(payload._id!.Value) : null;
    }

    public string? ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8)) return PayloadField.ReadId(ref reader, "id", ref _id);
        if (reader.ValueTextEquals("myshopify_domain"u8)) return PayloadField.ReadText(ref reader, "myshopify_domain", ref _domain);
        return PayloadField.Skip(ref reader);
    }

    private readonly string? FindFault(string shopDomain) => this switch
    {
        { _id: null } => "id is missing",
        { _domain: null } => "myshopify_domain is missing",
        _ => string.Equals(_domain, shopDomain, StringComparison.OrdinalIgnoreCase) ? null : "myshopify_domain is another shop's",
    };
}
