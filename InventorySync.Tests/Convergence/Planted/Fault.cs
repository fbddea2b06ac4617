using InventorySync.Storage;

namespace InventorySync.Tests.Convergence.Planted;

/// <summary>A deliberate fault, to see that the checks notice it.</summary>
/// <param name="Name">What is wrong, in words.</param>
/// <param name="Edit">Gets a statement's name and text, and gives the text that is run.</param>
/// <param name="Wrap">Gets the store and gives the one that is used.</param>
/// <param name="TrustsCounts">Whether what a result counts is what it holds, so that no count tells that lines are missing.</param>
internal sealed record Fault(
    string Name, Func<string, string, string> Edit, Func<IInventoryStore, IInventoryStore> Wrap, bool TrustsCounts = false)
{
    /// <summary>The store's statements with this fault; the histories of it share them.</summary>
    public SqlText Texts { get; } = new("Sqlite", Edit);

    public static Fault None { get; } = new("nothing", static (_, text) => text, static store => store);

    /// <summary>One statement with a part replaced, which must be there.</summary>
    public static Fault InSql(string name, string statement, string part, string by) => new(
        name,
        (which, text) => which != statement ? text
            : text.Contains(part, StringComparison.Ordinal) ? text.Replace(part, by, StringComparison.Ordinal)
            : throw new InvalidOperationException($"{statement} has no part \"{part}\"."),
        static store => store);
}
