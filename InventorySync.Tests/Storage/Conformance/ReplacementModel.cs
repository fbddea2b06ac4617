using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

/// <summary>
/// What a full sync makes of what the tables held: written row by row, for reading and not for speed, and without any code of the app's
/// that decides. The rows go in and out as the suite's queries give them.
/// </summary>
internal sealed class ReplacementModel(long seenAt, IReadOnlyList<StagedVariant> variants, IReadOnlyList<StagedLevel> levels)
{
    public const string LevelColumns =
        "InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, IsConnected, PresenceSeenAt";
    public const string ProductColumns = "ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, IsDeleted, PresenceSeenAt";
    public const string ItemColumns = "InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, IsDeleted, PresenceSeenAt";
    public const string VariantColumns =
        "VariantId, ProductId, InventoryItemId, Title, DetailsUpdatedAt, DetailsSeenAt, IsDeleted, PresenceSeenAt";

    private const long Second = 1_000_000_000;

    private readonly HashSet<long> _conflicts = [];

    /// <summary>Items that came with fewer levels than Shopify says: what they lack is not known to be gone.</summary>
    public HashSet<long> CutOff { get; } =
    [
        .. variants.GroupBy(variant => variant.InventoryItemId)
            .Where(item => item.Max(variant => variant.LocationsCount)
                > levels.Where(level => level.InventoryItemId == item.Key).Select(level => level.LocationId).Distinct().Count())
            .Select(item => item.Key),
    ];

    /// <summary>Items that a later read has to settle.</summary>
    public IReadOnlySet<long> Conflicts => _conflicts;

    public List<string> Levels(IReadOnlyList<string> held)
    {
        var rows = held.Select(Cells).ToDictionary(cells => (Item: Number(cells[0]), Location: Number(cells[1])));
        var downloaded = levels.GroupBy(level => (Item: level.InventoryItemId, Location: level.LocationId))
            .ToDictionary(
                same => same.Key, same => same.OrderByDescending(level => level.UpdatedAt).ThenBy(level => level.Available).First());

        List<string> after = [];
        foreach (var key in rows.Keys.Union(downloaded.Keys).Order())
        {
            var row = rows.GetValueOrDefault(key);
            var isListed = downloaded.TryGetValue(key, out var level);
            var number = row is null || row[3] == "null" ? null : new Register(row[2], Number(row[3]), Number(row[4]));
            if (isListed)
                number = Win(
                    number, new Register(Text(level.Available), level.UpdatedAt.Nanoseconds, seenAt),
                    (x, y) => Nullable.Compare(NumberOrNull(x), NumberOrNull(y)), key.Item);
            var presence = row is null ? null : new Statement(row[5] == "1", Number(row[6]));
            if (isListed || !CutOff.Contains(key.Item)) presence = Win(presence, isListed, key.Item);
            after.Add(Row(
                Text(key.Item), Text(key.Location), number?.Value ?? "null", number is null ? "null" : Text(number.UpdatedAt),
                number is null ? "null" : Text(number.SeenAt), Digit(presence!.IsPresent), Text(presence.SeenAt)));
        }

        return after;
    }

    public List<string> Products(IReadOnlyList<string> held, IReadOnlyList<string> heldVariants) => Rows(
        held, ProductColumns,
        variants.Select(variant => (variant.ProductId, Value: $"{variant.ProductTitle}|{variant.ProductStatus}", variant.ProductUpdatedAt)),
        product => heldVariants.Select(Cells).Where(cells => Number(cells[1]) == product).Select(cells => (long?)Number(cells[2])).Min());

    public List<string> Items(IReadOnlyList<string> held) => Rows(
        held, ItemColumns, variants.Select(variant => (variant.InventoryItemId, Digit(variant.Tracked), variant.ItemUpdatedAt)),
        item => item);

    public List<string> Variants(IReadOnlyList<string> held)
    {
        var newest = variants.GroupBy(variant => variant.VariantId)
            .Select(same => same.OrderByDescending(variant => (variant.VariantUpdatedAt, variant.ProductUpdatedAt, variant.ItemUpdatedAt))
                .ThenBy(Details, StringComparer.Ordinal)
                .First())
            .ToDictionary(variant => variant.VariantId);
        return Rows(
            held, VariantColumns, newest.Values.Select(variant => (variant.VariantId, Membership(variant), variant.VariantUpdatedAt)),
            id => newest.GetValueOrDefault(id)?.InventoryItemId
                ?? held.Select(Cells).Where(cells => Number(cells[0]) == id).Select(cells => Number(cells[2])).First());
    }

    private static string Membership(StagedVariant variant) => $"{variant.ProductId}|{variant.InventoryItemId}|{variant.Details.Title}";

    /// <summary>
    /// What is compared of two values of one version: titles first. Ids have the same length here, so that their order is that of their
    /// text.
    /// </summary>
    private static string Details(StagedVariant variant) => $"{variant.Details.Title}|{variant.ProductId}|{variant.InventoryItemId}";

    /// <summary>Rows of an id, a value of some columns, UpdatedAt, SeenAt, IsDeleted, PresenceSeenAt.</summary>
    /// <param name="toLookUp">The item with which a conflict is looked up.</param>
    private List<string> Rows(
        IReadOnlyList<string> held, string columns, IEnumerable<(long Id, string Value, UnixTime UpdatedAt)> offered,
        Func<long, long?> toLookUp)
    {
        var width = columns.Split(',').Length - 5;
        var rows = held.Select(Cells).ToDictionary(cells => Number(cells[0]));
        var downloaded = offered.GroupBy(row => row.Id).ToDictionary(
            same => same.Key,
            same => same.OrderByDescending(row => row.UpdatedAt).ThenBy(row => Comparable(row.Value), StringComparer.Ordinal).First());

        List<string> after = [];
        foreach (var id in rows.Keys.Union(downloaded.Keys).Order())
        {
            var row = rows.GetValueOrDefault(id);
            var register =
                row is null ? null : new Register(string.Join('|', row[1..(1 + width)]), Number(row[1 + width]), Number(row[2 + width]));
            var isListed = downloaded.TryGetValue(id, out var newest);
            if (isListed)
                register = Win(
                    register, new Register(newest.Value, newest.UpdatedAt.Nanoseconds, seenAt),
                    (x, y) => string.CompareOrdinal(Comparable(x), Comparable(y)), toLookUp(id));
            var presence = Win(row is null ? null : new Statement(row[3 + width] == "0", Number(row[4 + width])), isListed, toLookUp(id));
            after.Add(Row(Text(id), register!.Value, Text(register.UpdatedAt), Text(register.SeenAt), Digit(!presence.IsPresent), Text(
                presence.SeenAt)));
        }

        return after;
    }

    /// <summary>A variant's title counts before its ids.</summary>
    private static string Comparable(string value) =>
        value.Split('|') is [var product, var item, var title] ? $"{title}|{product}|{item}" : value;

    private Register Win(Register? held, Register read, Comparison<string> order, long? item)
    {
        read = read with { SeenAt = Math.Max(read.SeenAt, read.UpdatedAt) };
        if (held is null || read.SeenAt > held.SeenAt || read.UpdatedAt > held.UpdatedAt) return read;
        if (read.UpdatedAt < held.UpdatedAt || read.Value == held.Value) return held;
        if (item is { } id && (read.SeenAt == held.SeenAt || held.SeenAt < held.UpdatedAt + Second)) _conflicts.Add(id);
        return read.SeenAt == held.SeenAt && order(read.Value, held.Value) < 0 ? read : held;
    }

    private Statement Win(Statement? held, bool isListed, long? item)
    {
        if (held is null) return new Statement(isListed, seenAt);
        if (isListed != held.IsPresent && seenAt / Second == held.SeenAt / Second && item is { } id) _conflicts.Add(id);
        if (seenAt > held.SeenAt) return new Statement(isListed, seenAt);
        return seenAt == held.SeenAt ? held with { IsPresent = held.IsPresent && isListed } : held;
    }

    public static string[] Cells(string row) => row.Split('|');

    private static long Number(string cell) => long.Parse(cell, CultureInfo.InvariantCulture);

    private static int? NumberOrNull(string cell) => cell == "null" ? null : int.Parse(cell, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Digit(bool value) => value ? "1" : "0";

    private static string Row(params string[] cells) => string.Join('|', cells);

    private sealed record Register(string Value, long UpdatedAt, long SeenAt);

    private sealed record Statement(bool IsPresent, long SeenAt);
}
