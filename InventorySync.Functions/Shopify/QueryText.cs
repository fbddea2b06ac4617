using System.Reflection;

namespace InventorySync.Shopify;

/// <summary>The texts of Queries/, one operation each; they are embedded in the assembly.</summary>
internal static class QueryText
{
    private const string Prefix = "InventorySync.Shopify.Queries.";
    private const string Ending = ".graphql";

    public static IEnumerable<string> Names =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..^Ending.Length]);

    /// <exception cref="InvalidOperationException">There is no query of that name.</exception>
    public static string Of(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Ending)
            ?? throw new InvalidOperationException($"Shopify/Queries/{name}.graphql is not in this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
