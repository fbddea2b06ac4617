using InventorySync.Inventory;

namespace InventorySync.Tests.Support;

/// <summary>The settings of the app, found by reflection: a type named *Options with a constant Section, and its properties.</summary>
internal static class AppSettings
{
    /// <summary>By the names that an environment variable has.</summary>
    public static IReadOnlyList<string> OfOptions { get; } =
        [.. typeof(UnixTime).Assembly.GetTypes().SelectMany(Of).Distinct().Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Of(Type type)
    {
        if (!type.Name.EndsWith("Options", StringComparison.Ordinal) || type.GetField("Section") is not { IsLiteral: true } section)
            return [];
        return type.GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => $"{section.GetRawConstantValue()}__{property.Name}");
    }
}
