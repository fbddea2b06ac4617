using System.Text.RegularExpressions;
using InventorySync.Storage;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>
/// What a batch of changes writes, in both stores, against the table of columns and locks in docs/decisions/0006: a statement writes only
/// columns whose lock is held.
/// </summary>
public sealed partial class LockColumnTests
{
    private const string Product = "product";
    private const string Item = "item";
    private const string Both = "product, and the old and the new item";
    private const string Needs = "`needs`";

    /// <summary>What is held for the rows of each statement, and so which columns it may write.</summary>
    private static readonly Dictionary<string, string[]> HeldFor = new(StringComparer.Ordinal)
    {
        ["UpdateProducts"] = [Product],
        ["InsertProducts"] = [Product],
        ["UpdateItems"] = [Item],
        ["InsertItems"] = [Item],
        ["UpdateLevels"] = [Item],
        ["InsertLevels"] = [Item],
        ["UpdateUnreadVariants"] = [Product],
        ["InsertUnreadVariants"] = [Product],
        ["DeleteUnreadVariants"] = [Product],
        ["UpdateVariants"] = [Product, Both], // both items only where they differ: see RegisterSet.Set
        ["UpdateVariantPresence"] = [Product],
        ["UpdateVariantVersions"] = [Product],
        ["InsertVariants"] = [Product, Item, Both],
        ["UpdateItemCopies"] = [Item],
        ["UpdateLookUps"] = [Needs],
        ["InsertLookUps"] = [Needs],
        ["DeleteLookUps"] = [Needs],
        ["RepairAnswered"] = [Needs],
        ["WriteEarlySync"] = [Needs],
        ["WriteLookUpWindow"] = [Needs],
    };

    private static readonly Dictionary<string, string> LockOf = Guarded();

    public static TheoryData<string> Engines => [.. StatementFiles.Engines];

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_statement_writes_only_columns_whose_lock_is_held(string engine)
    {
        var statements = Statements(engine);

        Assert.Equal(HeldFor.Keys.Order(StringComparer.Ordinal), statements.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(statements.SelectMany(statement => Breaches(statement.Key, statement.Value)));
        Assert.All(statements.Values, text => Assert.NotEmpty(Written(text)));
    }

    [Theory]
    [InlineData("UpdateVariantPresence", "UPDATE Sku\nSET IsDeleted = 1,\n    Available = 5\nFROM json_each(@x) AS j", "Sku.Available")]
    [InlineData(
        "UpdateItemCopies", "UPDATE s\nSET Tracked = j.Tracked,\n    InventoryItemId = 5\nFROM OPENJSON(@x)\nJOIN [$schema$].Sku AS s",
        "Sku.InventoryItemId")]
    [InlineData("InsertItems", "INSERT INTO [$schema$].Product\n    (ProductId, Title)\nSELECT 1", "Product.ProductId", "Product.Title")]
    [InlineData("DeleteLookUps", "DELETE u\nFROM OPENJSON(@x)\nJOIN [$schema$].UnreadVariant AS u", "UnreadVariant.*")]
    [InlineData("UpdateItems", "UPDATE Location\nSET Name = 'x'", "Location.Name")]
    public void A_column_that_is_written_without_its_lock_is_found(string name, string text, params string[] found) =>
        Assert.Equal(found.Select(column => $"{name} writes {column}"), Breaches(name, text));

    private static IEnumerable<string> Breaches(string name, string text) => Written(text)
        .Where(column => !HeldFor[name].Contains(LockOfColumn(column)))
        .Select(column => $"{name} writes {column}");

    /// <summary>A column that the table does not name has the lock of its table's row.</summary>
    private static string LockOfColumn(string column) =>
        LockOf.TryGetValue(column, out var own) ? own : LockOf[column.Split('.')[0]];

    /// <summary>The statements that a batch's transaction writes by: they answer how many rows they have written.</summary>
    private static Dictionary<string, string> Statements(string engine) => StatementFiles.Of(engine, "*.sql")
        .Where(file => file.Path.EndsWith("/Changes/Write.sql", StringComparison.Ordinal)
            || file.Path.EndsWith("/LookUps/LookUps.sql", StringComparison.Ordinal))
        .SelectMany(file => SqlText.Split(file.Text))
        .Where(statement => statement.Text.Contains("AS RowsWritten", StringComparison.Ordinal))
        .ToDictionary(statement => statement.Name, statement => statement.Text, StringComparer.Ordinal);

    /// <summary>Each column that a text writes, with its table; all of them where rows are deleted.</summary>
    private static IReadOnlyList<string> Written(string text)
    {
        var tables = Alias().Matches(text)
            .ToDictionary(match => match.Groups["alias"].Value, match => match.Groups["table"].Value, StringComparer.Ordinal);
        return
        [
            .. Update().Matches(text).SelectMany(update => Column().Matches(update.Groups["set"].Value)
                .Select(column => $"{TableOf(update)}.{column.Groups["column"].Value}")),
            .. Insert().Matches(text).SelectMany(insert => insert.Groups["columns"].Value.Split(',')
                .Select(column => $"{TableOf(insert)}.{column.Trim()}")),
            .. Delete().Matches(text).Select(delete => $"{TableOf(delete)}.*"),
        ];

        string TableOf(Match match) => tables.GetValueOrDefault(match.Groups["table"].Value, match.Groups["table"].Value);
    }

    /// <summary>The table of the decision: a column or a table by its lock. The rest of a table has the lock that its line says.</summary>
    private static Dictionary<string, string> Guarded()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "decisions", "0006-one-order-of-locks.md"));
        return text.Split('\n')
            .SkipWhile(line => line != "| columns | lock |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .SelectMany(cells => Name().Matches(cells[1]).Select(name => (Name: name.Groups["name"].Value, Lock: cells[2])))
            .ToDictionary(row => row.Name, row => row.Lock, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"`(?<name>[\w.]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"JOIN \[\$schema\$\]\.(?<table>\w+) AS (?<alias>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alias();

    [GeneratedRegex(
        @"^UPDATE (\[\$schema\$\]\.)?(?<table>\w+)\s+SET (?<set>.*?)(?=^FROM|^WHERE|\z)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Update();

    [GeneratedRegex(@"(^|,)\s*(?<column>\w+) = ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Column();

    [GeneratedRegex(
        @"^INSERT INTO (\[\$schema\$\]\.)?(?<table>\w+)\s*\((?<columns>[\w,\s]+)\)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Insert();

    [GeneratedRegex(
        @"^DELETE (FROM )?(\[\$schema\$\]\.)?(?<table>\w+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Delete();
}
