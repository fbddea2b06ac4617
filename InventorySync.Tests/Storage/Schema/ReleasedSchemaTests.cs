using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Schema;

/// <summary>What databases may have been made of: a released version never changes, and no object stays behind.</summary>
public sealed partial class ReleasedSchemaTests
{
    /// <summary>
    /// The SHA-256 of each file in Schema/Versions, with line feeds. A new file gets its line here; once it is released neither changes.
    /// </summary>
    private static readonly Dictionary<string, string> Released = new(StringComparer.Ordinal)
    {
        ["Sqlite/0001-tables.sql"] = "9f5c96c8e6ce17891d358173155ea668fbacc9f13a1920ea0e2e8d6c1750089f",
        ["SqlServer/0001-tables.sql"] = "c4bc49afcf30a492ad248b7649b8e80fd7b9b74f103a90f1d822b3f756cfb06c",
        ["SqlServer/0002-changes-in-code.sql"] = "f3a91f8941c74ffb4ee097a55a65f3fc89f28ea3e5d340bde0ebf3b6f313ab50",
        ["SqlServer/0003-download-difference.sql"] = "0ccc3502e7dd6f1593e15e86998fd673776aee852ea253bdfab9b25b4be3baa4",
    };

    /// <summary>The views, functions and procedures that Schema/Logic has ever had. A name never leaves this list.</summary>
    private static readonly Dictionary<string, string[]> EverMade = new(StringComparer.Ordinal)
    {
        ["Sqlite"] = ["CountedLevel", "ItemAvailability", "SkuLive", "SyncFreshness"],
        ["SqlServer"] =
        [
            "AnswerLookUp", "AskEarlySync", "AskLookUp", "CompareNumbers", "CompareProducts", "CompareText", "CompareVariants",
            "CountedLevel", "DecideObservation", "DecidePresence", "DecideRead", "DecideReadState", "FenceRun",
            "ItemAvailability", "Later", "OrderTexts", "SkuLive", "SyncFreshness", "TakeItemLock", "TakeLock", "TakeProductLock",
            "WaitForMargin",
        ],
    };

    public static TheoryData<string> Engines => [.. EverMade.Keys];

    [Fact]
    public void A_released_version_is_as_it_was_released() => Assert.Equal(
        Released.OrderBy(file => file.Key, StringComparer.Ordinal),
        EverMade.Keys.SelectMany(Hashes).OrderBy(file => file.Key, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Engines))]
    public void Each_object_of_the_logic_is_on_the_list(string engine) => Assert.Empty(Made(engine).Except(EverMade[engine]));

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_object_that_left_the_logic_is_dropped_by_a_version(string engine)
    {
        var scripts = new SchemaScripts(engine);

        Assert.Empty(LeftBehind(EverMade[engine], Made(engine), scripts.Versions.Select(scripts.TextOf)));
    }

    [Fact]
    public void An_object_that_stays_behind_is_found()
    {
        string[] versions = ["DROP VIEW IF EXISTS [$schema$].OldView;", "DROP PROCEDURE [$schema$].Older;\nDROP VIEW Oldest;"];

        Assert.Equal(["Lost"], LeftBehind(["OldView", "Older", "Oldest", "Lost", "Kept"], ["Kept"], versions));
    }

    private static IEnumerable<KeyValuePair<string, string>> Hashes(string engine)
    {
        var scripts = new SchemaScripts(engine);
        return scripts.Versions.Select(version => KeyValuePair.Create(
            $"{engine}/{version}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scripts.TextOf(version))))));
    }

    private static IEnumerable<string> Made(string engine) =>
        Create().Matches(new SchemaScripts(engine).LogicText).Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> LeftBehind(IEnumerable<string> everMade, IEnumerable<string> made, IEnumerable<string> versions) =>
        everMade.Except(made).Except(versions.SelectMany(version => Drop().Matches(version)).Select(match => match.Groups["name"].Value));

    [GeneratedRegex(
        @"^CREATE (OR ALTER )?(VIEW|FUNCTION|PROCEDURE) (\[\$schema\$\]\.)?(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Create();

    [GeneratedRegex(
        @"^DROP (VIEW|FUNCTION|PROCEDURE) (IF EXISTS )?(\[\$schema\$\]\.)?(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Drop();
}
