using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DbUp.Engine;
using DbUp.Support;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>
/// What one engine's schema is made of. The scripts of Schema/Versions make tables and data: each runs once, in order, and a published one
/// never changes. Those of Schema/Logic make everything else, as one script that may run on any earlier one: it runs when its text has
/// changed, and after every version. The journal holds the names of the versions that ran and of the logic in force.
/// </summary>
internal sealed partial class SchemaScripts
{
    /// <summary>The digits of the text's hash that stand in the logic's name.</summary>
    private const int HashLength = 16;

    /// <summary>White space or a comment, which is taken whole: a search for a sign after it must not end within it.</summary>
    private const string Gap = @"(?>\s|--[^\n]*|/\*.*?\*/)";

    private readonly EmbeddedText _versions;

    /// <param name="engine">The store's folder below Storage/, such as "Sqlite".</param>
    public SchemaScripts(string engine)
    {
        _versions = ScriptsOf(engine, "Versions");
        Versions = _versions.Names;
        var logic = ScriptsOf(engine, "Logic");
        LogicText = string.Join('\n', logic.Names.Select(name => Read(logic, name)));
        Logic = NameOf(LogicText);
    }

    /// <summary>How the logic is run: always where it is given, and not journalled by DbUp, which would never run a text again.</summary>
    public static SqlScriptOptions AfterVersions { get; } =
        new() { ScriptType = ScriptType.RunAlways, RunGroupOrder = new SqlScriptOptions().RunGroupOrder + 1 };

    /// <summary>What the names of logics begin with, and no version's does.</summary>
    public static string LogicPrefix => "Logic-";

    /// <summary>
    /// What the journal's names of this app's objects begin with, and no version's does. Where an engine replaces an object without asking,
    /// they tell its own from another program's.
    /// </summary>
    public static string ObjectPrefix => "Object-";

    /// <summary>The names of the versions, in order.</summary>
    public IReadOnlyList<string> Versions { get; }

    /// <summary>The name of the logic, which changes with what its text does.</summary>
    public string Logic { get; }

    public string LogicText { get; }

    /// <summary>The newest version, by which people name the schema.</summary>
    public string Newest => Versions[^1];

    /// <summary>What the journal holds once all of this has run.</summary>
    public IReadOnlyList<string> All => [.. Versions, Logic];

    public string TextOf(string version) => Read(_versions, version);

    /// <summary>What a database lacks whose journal holds <paramref name="applied"/>.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> applied) => [.. All.Except(applied, StringComparer.Ordinal)];

    /// <summary>Why this app does not know the schema of a database, and what to do; null if it does.</summary>
    public string? RefuseUnknown(IReadOnlyCollection<string> applied)
    {
        string[] unknown = [.. applied.Where(name => !IsLogic(name) && !IsObject(name)).Except(Versions, StringComparer.Ordinal)];
        if (unknown.Length == 0) return null;

        // Every released version journals its logic.
        return applied.Any(IsLogic)
            ? $"The database was made by a newer version of this app (it has {string.Join(", ", unknown)}). Deploy that version, or "
                + "restore a backup from before it."
            : RefuseUnreleased(unknown);
    }

    /// <summary>What a database is told that was made before the first release.</summary>
    /// <param name="has">The names in its journal that show it.</param>
    public static string RefuseUnreleased(IEnumerable<string> has) =>
        $"The database was made before the first release of this app (it has {string.Join(", ", has)}), and cannot be brought to this "
            + "schema. Start with an empty database; for a local run's: `dotnet dev.cs run --fresh`.";

    /// <summary>Whether a name in the journal is that of a logic.</summary>
    public static bool IsLogic(string name) => name.StartsWith(LogicPrefix, StringComparison.Ordinal);

    /// <summary>Whether a name in the journal is that of an object.</summary>
    public static bool IsObject(string name) => name.StartsWith(ObjectPrefix, StringComparison.Ordinal);

    /// <summary>A changed comment or indent is no other logic: it would keep instances of the older text from starting.</summary>
    internal static string NameOf(string logicText)
    {
        var meant = Meaningless().Replace(logicText, match => match.Groups["kept"] is { Success: true } kept ? kept.Value : " ").Trim();
        return LogicPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(meant)))[..HashLength];
    }

    /// <summary>Named with their ending, as the journal names them.</summary>
    private static EmbeddedText ScriptsOf(string engine, string folder) =>
        new(typeof(SchemaScripts).Assembly, $"InventorySync.Storage.{engine}.Schema.{folder}", ending: "");

    /// <summary>A checkout on Windows may have other ends of lines, and is no other schema.</summary>
    private static string Read(EmbeddedText scripts, string name) => scripts[name].ReplaceLineEndings("\n");

    /// <summary>
    /// White space and comments, as one. They become a space, or nothing beside a sign that parts words by itself. A quoted text or name
    /// is kept as it is.
    /// </summary>
    [GeneratedRegex(
        @"(?<kept>'[^']*'|""[^""]*"")|" + Gap + "*(?<kept>[(),;=])" + Gap + "*|" + Gap + "+",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Meaningless();
}
