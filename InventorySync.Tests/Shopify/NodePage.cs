using System.Text.Json;

namespace InventorySync.Tests.Shopify;

/// <summary>A page of a connection, as the Admin API answers it.</summary>
internal static class NodePage
{
    /// <param name="nodes">Each as JSON.</param>
    /// <param name="cursor">Of the last node, where another page follows.</param>
    public static string Of(IEnumerable<string> nodes, string? cursor = null) => $$"""
        {
          "nodes":[{{string.Join(',', nodes)}}],
          "pageInfo":{"hasNextPage":{{(cursor is null ? "false" : "true")}},"endCursor":{{JsonSerializer.Serialize(cursor)}} }
        }
        """;
}
