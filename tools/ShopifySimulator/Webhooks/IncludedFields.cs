using System.Text.Json.Nodes;

namespace ShopifySimulator.Webhooks;

/// <summary>
/// The part of a payload that a subscription's includeFields let through. A period goes into a nested object, and into every element of a
/// list: variants.price. Names that the payload does not have are ignored.
/// https://shopify.dev/docs/apps/build/webhooks/customize/modify-payloads
/// </summary>
internal static class IncludedFields
{
    public static JsonObject Of(JsonObject payload, IEnumerable<string> paths) =>
        Pick(payload, [.. paths.Select(path => path.Split('.'))], depth: 0);

    private static JsonObject Pick(JsonObject whole, string[][] paths, int depth)
    {
        var picked = new JsonObject();
        foreach (var (name, value) in whole)
        {
            string[][] asked = [.. paths.Where(path => path[depth] == name)];
            if (asked.Length == 0) continue;
            picked[name] = asked.Any(path => path.Length == depth + 1) ? value?.DeepClone() : Within(value, asked, depth + 1);
        }

        return picked;
    }

    private static JsonNode? Within(JsonNode? value, string[][] paths, int depth) => value switch
    {
        JsonObject inner => Pick(inner, paths, depth),
        JsonArray list => new JsonArray([.. list.Select(element => Within(element, paths, depth))]),
        _ => value?.DeepClone(),
    };
}
