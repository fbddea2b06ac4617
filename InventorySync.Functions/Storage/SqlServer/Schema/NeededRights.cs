using System.Reflection;
using System.Text.RegularExpressions;

namespace InventorySync.Storage.SqlServer;

/// <summary>What the app's role is granted, which is what the app needs: as infra/sql-role.sql says it.</summary>
internal static partial class NeededRights
{
    public static IReadOnlyList<RightRow> All { get; } =
    [
        .. Grant().Matches(Text()).SelectMany(grant => grant.Groups["permissions"].Value.Split(", ").Select(permission => new RightRow(grant.Groups["object"].Value, permission))),
    ];

    private static string Text()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("InventorySync.Storage.sql-role.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^GRANT (?<permissions>[A-Z, ]+) ON \[\$schema\$\]\.(?<object>\w+) TO ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Grant();
}

/// <summary>A right on an object of the app's schema.</summary>
internal sealed record RightRow(string ObjectName, string Permission);
