using System.Text.Json.Nodes;

namespace InventorySync.Tests.Infra;

/// <summary>The compiled template, compiled once for all tests of a class.</summary>
public sealed class CompiledTemplate : IAsyncLifetime
{
    internal JsonNode Root { get; private set; } = new JsonObject();

    internal string Said { get; private set; } = "";

    /// <summary>Every resource that is deployed, those of the modules among them, with its nested template's variables put aside.</summary>
    internal IReadOnlyList<JsonNode> Resources => [.. ResourcesOf(Root).Where(
        resource => Type(resource) != "Microsoft.Resources/deployments" && resource["existing"]?.GetValue<bool>() != true)];

    internal IReadOnlyList<JsonNode> OfType(string type) => [.. Resources.Where(resource => Type(resource) == type)];

    internal JsonNode Single(string type) => Assert.Single(OfType(type));

    /// <summary>The template that a module's file became.</summary>
    internal JsonNode Module(string name) => Root["resources"]![name]!["properties"]!["template"]!;

    public async Task InitializeAsync() => (Root, Said) = await BicepCompiler.BuildAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private static string Type(JsonNode resource) => resource["type"]!.GetValue<string>();

    private static IEnumerable<JsonNode> ResourcesOf(JsonNode template)
    {
        var resources = template["resources"] switch
        {
            JsonObject named => named.Select(pair => pair.Value!),
            JsonArray listed => listed.Select(item => item!),
            _ => [],
        };
        foreach (var resource in resources)
        {
            yield return resource;
            if ((resource["properties"] as JsonObject)?["template"] is not { } nested) continue; // some properties are one expression
            foreach (var inner in ResourcesOf(nested)) yield return inner;
        }
    }
}
