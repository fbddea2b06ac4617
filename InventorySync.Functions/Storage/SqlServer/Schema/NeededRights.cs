using System.Text.RegularExpressions;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// What the app's role is granted, which is what the app needs: as infra/sql-role.sql says it, the last part of the logic.
/// </summary>
internal static partial class NeededRights
{
    public static IReadOnlyList<RightRow> All { get; } =
    [
        .. Grant().Matches(SqlServerMigrations.Scripts.LogicText).SelectMany(grant => grant.Groups["permissions"].Value.Split(", ")
            .Select(permission => new RightRow(grant.Groups["object"].Value, permission))),
    ];

    [GeneratedRegex(
        @"^GRANT (?<permissions>[A-Z, ]+) ON \[\$schema\$\]\.(?<object>\w+) TO ",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Grant();
}

/// <summary>A right on an object of the app's schema.</summary>
internal sealed record RightRow(string ObjectName, string Permission);
