using System.Collections.Frozen;
using System.Globalization;

namespace InventorySync.Tests.Convergence.Planted;

/// <summary>
/// For each planted fault the seed of a history that catches it. <c>dotnet dev.cs simulate --faults</c> finds the seeds again, and prints
/// these lines.
/// </summary>
internal static class FaultSeeds
{
    public static FrozenDictionary<string, long> Known { get; } = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["a full sync takes numbers of the same second (>= for >)"] = 21,
        ["a full sync ignores when a number was seen"] = 1,
        ["a full sync ignores when details were seen"] = 1,
        ["absence from a download always disconnects"] = 1,
        ["presence in a download always revives"] = 1,
        ["a deleted product leaves no tombstone"] = 1,
        ["a disconnect is not written"] = 1,
        ["the sum is computed before the level is written"] = 1,
        ["of variants that share an item only one gets the sum"] = 1,
        ["tracking is not copied to the variants"] = 3,
        ["a full sync says nothing of what nobody has met"] = 257,
        ["the lease is not fenced"] = 75,
        ["drift counts rows that did not differ"] = 1,
        ["the raw table is emptied before the last transaction"] = 1,
        ["a conflict asks for no look-up"] = 5,
        ["rootObjectCount is not checked"] = 72,
        ["reads claim to see what they were read at (no margin)"] = 1,
        ["a message leaves the queue before its commit"] = 1,
        ["stock at an inactive location counts"] = 1,
        ["stock at a location that is not included counts"] = 3,
        ["stock at a disconnected level counts"] = 1,
        ["stock at an inactive location counts in a batch"] = 1,
        ["stock at a location that is not included counts in a batch"] = 3,
        ["of the items at a changed location only one is summed up"] = 1,
        ["a location's deletion is not written"] = 3,
        ["a location that was deactivated stays inactive"] = 3,
        ["a full sync writes a location's name only"] = 1,
        ["a full sync ignores when a location was seen"] = 7,
        ["a location that a full sync does not list stays"] = 15,
        ["an activation asks for no early full sync"] = 23,
        ["of two statements about a location the one that comes last wins"] = 13,
        ["a late activation revives a location"] = 84,
        ["of two statements about a location of one second nobody asks which is right"] = 516,
        ["nobody asks whether there is a pause"] = 6,
        ["a read of an item claims to have seen the next minutes"] = 3,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A line of this table.</summary>
    public static string Line(string fault, long seed) =>
        string.Create(CultureInfo.InvariantCulture, $"        [\"{fault}\"] = {seed},");
}
