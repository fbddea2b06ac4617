using System.Text.Json;

namespace Tools.Tests.ShopifySimulator;

internal static class JsonPaths
{
    /// <param name="path">Names of properties and places in arrays.</param>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<object> path)
    {
        foreach (var step in path) element = step is int index ? element[index] : element.GetProperty((string)step);
        return element;
    }

    public static string? TextAt(this JsonElement element, params ReadOnlySpan<object> path) => element.At(path).GetString();
}
