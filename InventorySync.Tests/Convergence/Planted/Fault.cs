using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InventorySync.Tests.Convergence.Planted;

/// <summary>A deliberate fault, to see that the checks notice it.</summary>
/// <param name="Name">What is wrong, in words.</param>
/// <param name="Edit">Gets a statement's name and text, and gives the text that is run.</param>
/// <param name="Wrap">Gets the store and gives the one that is used.</param>
/// <param name="Views">The text that makes the database's views; null for the product's.</param>
/// <param name="Write">Gets what a batch has decided, and gives what is written of it; null where all of it is.</param>
/// <param name="TrustsCounts">Whether what a result counts is what it holds, so that no count tells that lines are missing.</param>
internal sealed record Fault(
    string Name, Func<string, string, string> Edit, Func<IInventoryStore, IInventoryStore> Wrap, string? Views = null,
    Func<RegisterSet, NeedSet?, IEnumerable<TableWrite>>? Write = null, bool TrustsCounts = false)
{
    /// <summary>The store's statements with this fault; the histories of it share them.</summary>
    public SqlText Texts { get; } = new("Sqlite", Edit);

    public static Fault None { get; } = new("nothing", static (_, text) => text, static store => store);

    /// <summary>One statement with a part replaced, which must be there.</summary>
    public static Fault InSql(string name, string statement, string part, string by) =>
        new(name, (which, text) => which == statement ? Replace(statement, text, part, by) : text, None.Wrap);

    /// <summary>A view with a part replaced, which must be there.</summary>
    public static Fault InViews(string name, string part, string by) =>
        new(name, None.Edit, None.Wrap, Replace("The views", SqliteMigrations.Scripts.LogicText, part, by));

    /// <summary>What <see cref="Merge"/> decided, and what is decided otherwise.</summary>
    public static Fault InMerging(string name, Action<RegisterSet> decide) => new(name, None.Edit, None.Wrap, Write: (registers, needs) =>
    {
        decide(registers);
        return [.. RegisterWrites.Of(registers), .. needs is null ? [] : NeedWrites.Of(needs)];
    });

    /// <summary>The store with something else in place of one of its calls.</summary>
    public static Fault InStore(string name, Func<IInventoryStore, IInventoryStore> wrap) => new(name, None.Edit, wrap);

    /// <summary>Gives a history's database the views of this fault.</summary>
    public void MakeViews(string database)
    {
        if (Views is null) return;
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the product's text, with the fault in it
        command.CommandText = Views;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string Replace(string where, string text, string part, string by) => text.Contains(part, StringComparison.Ordinal)
        ? text.Replace(part, by, StringComparison.Ordinal)
        : throw new InvalidOperationException($"{where} has no part \"{part}\".");
}
