using System.Text.Json;
using System.Text.Json.Serialization;

namespace InventorySync.Explain;

/// <summary>The shapes of api/sku.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SkuExplanation))]
[JsonSerializable(typeof(SkuNotFound))]
public sealed partial class SkuJson : JsonSerializerContext
{
    public static byte[] Of(SkuExplanation explanation) => JsonSerializer.SerializeToUtf8Bytes(explanation, Default.SkuExplanation);

    public static byte[] Of(SkuNotFound notFound) => JsonSerializer.SerializeToUtf8Bytes(notFound, Default.SkuNotFound);
}

/// <summary>That no variant is meant.</summary>
/// <param name="Error">"notFound" or "noCode": stable, for programs.</param>
/// <param name="Text">For people.</param>
public sealed record SkuNotFound(string Error, string Asked, string Text)
{
    public static SkuNotFound Of(string asked) => new(
        "notFound", asked,
        $"No variant has the code or the id {asked} here. If Shopify has it, its webhook has not come; the next full sync brings it.");
}
