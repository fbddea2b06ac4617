using System.Globalization;
using System.Text.RegularExpressions;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>A number of an enum carries its name where it stands in SQL: <c>Kind = 2 /* LookUpKind.Product */</c>.</summary>
public sealed partial class EnumNumberTests
{
    private static readonly Dictionary<string, Type> Enums = new Type[]
    {
        typeof(LookUpKind), typeof(LookUpReason), typeof(ObservedBy), typeof(SyncState), typeof(RepairState), typeof(Outcome),
        typeof(LagStage), typeof(LocationState),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>
    /// The columns, variables and parameters that hold a number of an enum; where a table has texts in a column of the name, no number is
    /// compared with it.
    /// </summary>
    private static readonly Dictionary<string, string> EnumOfColumn = new(StringComparer.Ordinal)
    {
        ["Kind"] = nameof(LookUpKind),
        ["LookUpKind"] = nameof(LookUpKind),
        ["Reason"] = nameof(LookUpReason),
        ["State"] = nameof(SyncState),
        ["RepairState"] = nameof(RepairState),
        ["Stage"] = nameof(LagStage),
        ["ObservedBy"] = nameof(ObservedBy),
        ["DetailsObservedBy"] = nameof(ObservedBy),
        ["AvailableObservedBy"] = nameof(ObservedBy),
        ["@observedBy"] = nameof(ObservedBy),
        ["@heldObservedBy"] = nameof(ObservedBy),
        ["@kind"] = nameof(LookUpKind),
        ["@lookUpKind"] = nameof(LookUpKind),
        ["@reason"] = nameof(LookUpReason),
        ["@state"] = nameof(SyncState),
        ["@repairState"] = nameof(RepairState),
        ["@stage"] = nameof(LagStage),
    };

    [Fact]
    public void A_number_of_an_enum_has_its_name_behind_it() =>
        Assert.Empty(Files().SelectMany(file => BareNumbers(file.Text).Select(bare => $"{file.Path}: {bare}")));

    [Fact]
    public void A_name_is_that_of_its_number()
    {
        Assert.Empty(Files().SelectMany(file => WrongNames(file.Text).Select(wrong => $"{file.Path}: {wrong}")));
        Assert.True(Files().Sum(file => Named().Count(file.Text)) > 100);
    }

    [Theory]
    [InlineData("WHERE p.Kind = 1 AND p.Id = 7", "Kind = 1")]
    [InlineData("WHERE Reason <= 1", "Reason <= 1")]
    [InlineData("WHERE State < 5 AND Owner IS NULL", "State < 5")]
    [InlineData("WHEN @observedBy = 0 AND @held > @seen THEN 2", "@observedBy = 0")]
    [InlineData("WHEN @heldObservedBy = 1 THEN 2", "@heldObservedBy = 1")]
    [InlineData("IF @state < 5 SET @x = 1", "@state < 5")]
    [InlineData("FUNCTION [$schema$].DecideX (@a bit) RETURN CASE WHEN @a = 1 THEN 2 ELSE 0 /* Outcome.Applied */ END\nEND;", "Outcome 2")]
    [InlineData(
        "FUNCTION [$schema$].DecideX (@a bit) RETURN CASE WHEN @a = 1 THEN 0 /* Outcome.Applied */ ELSE 4 END\nEND;", "Outcome 4")]
    [InlineData("WHERE State IN (1 /* SyncState.Starting */, 2)", "State 2")]
    [InlineData("SET DetailsObservedBy = 1", "DetailsObservedBy = 1")]
    [InlineData("WHERE RepairState = 1 /* SyncState.Starting */", "RepairState = 1 /* SyncState.Starting */")]
    [InlineData("SET AvailableObservedBy = CASE WHEN a < b THEN 1 ELSE l.AvailableObservedBy END", "THEN 1 ELSE l.AvailableObservedBy")]
    [InlineData("WHERE f.LookUpKind = CASE WHEN a THEN 1 /* LookUpKind.InventoryItem */ ELSE 2 END", "LookUpKind = 2")]
    [InlineData("WHERE DecideObservation(a, b, c) IN (0, 3 /* Outcome.ConflictApplied */)", "Outcome 0")]
    [InlineData("SET x = DecideObservation(a, b, c, d, @seenAt, 1, sign)", "@seenAt, 1,")]
    [InlineData("INSERT INTO SyncRun (State, Owner) VALUES (1, @owner)", "State 1")]
    [InlineData("INSERT INTO T (A, Reason) SELECT max(b, c), 3 FROM U", "Reason 3")]
    [InlineData("INSERT INTO T (A, Reason) SELECT TOP (300) max(b, 1), 3 FROM U", "Reason 3")]
    public void A_number_without_its_name_is_found(string text, string bare) => Assert.Equal([bare], BareNumbers(text));

    [Theory]
    [InlineData("Kind = 2 /* LookUpKind.InventoryItem */")]
    [InlineData("Kind = 3 /* LookUpKind.Other */")]
    [InlineData("State = 5 /* RunState.Succeeded */")]
    public void A_wrong_name_is_found(string text) => Assert.Single(WrongNames(text));

    [Theory]
    [InlineData("WHERE p.Kind = 1 /* LookUpKind.InventoryItem */ AND IsActive = 1 AND @isHeld = 2 AND Kind = N'item' AND Kind = @kind")]
    [InlineData("FUNCTION [$schema$].DecideX () RETURN CASE WHEN @x = 1 THEN 2 /* Outcome.Superseded */ END\nEND;\nELSE 1")]
    [InlineData("FUNCTION [$schema$].CompareX () RETURN CASE WHEN @x = 1 THEN 1 ELSE 0 END\nEND;")]
    [InlineData("WHERE LocationId IN (SELECT 1) AND N IN (1, 2)")]
    [InlineData("INSERT INTO T (A, Reason, B) SELECT max(b, c), 3 /* LookUpReason.FewerLevels */, 1 FROM U")]
    [InlineData("INSERT INTO T (A, Reason) VALUES (1, @reason)")]
    public void What_is_named_or_no_enum_is_let_through(string text)
    {
        Assert.Empty(BareNumbers(text));
        Assert.Empty(WrongNames(text));
    }

    /// <summary>All SQL but that of released versions of the schema, which never changes.</summary>
    private static IEnumerable<(string Path, string Text)> Files() => StatementFiles.Engines
        .SelectMany(engine => StatementFiles.Of(engine, "*.sql"))
        .Where(file => !file.Path.Contains("/Schema/Versions/", StringComparison.Ordinal))
        .Where(file => !file.Path.EndsWith("/schema.sql", StringComparison.Ordinal)); // made from the others

    private static IEnumerable<string> WrongNames(string text) => Named().Matches(text)
        .Where(match => !Enums.TryGetValue(match.Groups["enum"].Value, out var type)
            || Enum.GetName(type, int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)) != match.Groups["member"].Value)
        .Select(match => match.Value);

    private static List<string> BareNumbers(string text) =>
    [
        .. Compared().Matches(text)
            .Where(match => !IsNamed(Group(match, "value"), EnumOfColumn[Group(match, "column")]))
            .Select(match => match.Value),
        .. Listed().Matches(text)
            .SelectMany(match => Bare(Group(match, "list").Split(','), EnumOfColumn[Group(match, "column")], Group(match, "column"))),
        .. Decided().Matches(text).SelectMany(match => Bare(Group(match, "list").Split(','), nameof(Outcome), nameof(Outcome))),
        .. Deciding().Matches(text).SelectMany(function => Branch().Matches(function.Value))
            .SelectMany(branch => Bare([Group(branch, "value")], nameof(Outcome), nameof(Outcome))),
        .. Kept().Matches(text).Where(match => !IsNamed(Group(match, "value"), nameof(ObservedBy))).Select(match => match.Value),
        .. Chosen().Matches(text)
            .SelectMany(match => Bare(match.Groups["value"].Captures.Select(value => value.Value), nameof(LookUpKind), "LookUpKind =")),
        .. Seen().Matches(text).Where(match => !IsNamed(Group(match, "value"), nameof(ObservedBy))).Select(match => match.Value),
        .. Inserted().Matches(text).SelectMany(match => BareInserted(Group(match, "columns"), text[(match.Index + match.Length)..])),
    ];

    private static string Group(Match match, string name) => match.Groups[name].Value;

    private static IEnumerable<string> BareInserted(string columns, string values) => columns.Split(',').Select(column => column.Trim())
        .Zip(Items(values).Select(item => item.Split("FROM")[0]))
        .SelectMany(pair => EnumOfColumn.TryGetValue(pair.First, out var type) ? Bare([pair.Second], type, pair.First) : []);

    private static IEnumerable<string> Bare(IEnumerable<string> values, string type, string where) => values.Select(value => value.Trim())
        .Where(value => value.Length > 0 && char.IsAsciiDigit(value[0]) && !IsNamed(value, type))
        .Select(value => $"{where} {value}");

    private static bool IsNamed(string value, string type) =>
        Named().Match(value) is { Success: true, Index: 0 } name && name.Groups["enum"].Value == type;

    /// <summary>The parts of a list between its outermost commas.</summary>
    private static IEnumerable<string> Items(string list)
    {
        var (depth, start) = (0, 0);
        for (var at = 0; at < list.Length; at++)
        {
            if (list[at] == '(') depth++;
            if (list[at] == ')') depth--;
            if (depth >= 0 && (depth > 0 || list[at] != ',')) continue;
            yield return list[start..at];
            start = at + 1;
            if (depth < 0) yield break;
        }

        yield return list[start..];
    }

    [GeneratedRegex(@"(?<number>\d+) /\* (?<enum>\w+)\.(?<member>\w+) \*/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"(?<![@\w])(?<column>Kind|LookUpKind|Reason|State|RepairState|Stage|(Details|Available)?ObservedBy"
        + @"|@(kind|lookUpKind|reason|state|repairState|stage|observedBy|heldObservedBy)) (=|<>|<=|>=|<|>) "
        + @"(?<value>\d+( /\*.*?\*/)?)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Compared();

    [GeneratedRegex(
        @"(?<![@\w])(?<column>Kind|LookUpKind|Reason|State|RepairState|Stage) (NOT )?IN \((?<list>[^()]*)\)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Listed();

    /// <summary>What a function or a column has decided.</summary>
    [GeneratedRegex(@"(\)|[Oo]utcome)\s+IN \((?<list>\d[^()]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Decided();

    /// <summary>A function of the rule, which returns an outcome.</summary>
    [GeneratedRegex(
        @"FUNCTION \[\$schema\$\]\.Decide.*?^(END;|GO$)", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Deciding();

    [GeneratedRegex(@"\b(THEN|ELSE)\s+(?<value>\d( /\*.*?\*/)?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Branch();

    [GeneratedRegex(
        @"THEN (?<value>\d( /\*.*?\*/)?)\s+ELSE (\w+\.)?\w*ObservedBy", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Kept();

    [GeneratedRegex(
        @"LookUpKind = CASE\b(.*?\b(THEN|ELSE) (?<value>\d( /\*.*?\*/)?))+?\s*END",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Chosen();

    /// <summary>By whom an observation was made, behind when, as DecideObservation takes them.</summary>
    [GeneratedRegex(
        @"@seenAt,\s+(?<value>\d( /\*.*?\*/)?),(?=\s+(\w+\.)?\w*[Ss]ign|\s+\[\$schema\$\]\.Compare)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Seen();

    [GeneratedRegex(
        @"INSERT INTO \S+\s*\((?<columns>[\w,\s]+)\)\s*(VALUES\s*\(|SELECT (TOP \(\w+\) |DISTINCT )?)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Inserted();
}
