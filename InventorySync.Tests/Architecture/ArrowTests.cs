using System.Reflection;
using System.Text.RegularExpressions;
using InventorySync.Composition;
using InventorySync.Inventory;
using InventorySync.Tests.Support;
using NetArchTest.Rules;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.Architecture;

/// <summary>Holds the arrows of the house: they point downwards, and each that is allowed is used.</summary>
public sealed partial class ArrowTests
{
    private static readonly Assembly App = typeof(UnixTime).Assembly;

    /// <summary>Read once: it takes longer than all that is asked of them.</summary>
    private static readonly Types AppTypes = Types.InAssembly(App);

    /// <summary>The rooms from the top of the house to its ground; those of one line do not know each other.</summary>
    private static readonly string[][] Floors =
    [
        ["Composition"],
        ["Triggers"],
        ["Maintenance"],
        ["Status", "Explain"],
        ["Webhooks", "Changes", "Probe"],
        ["LookUps", "FullSync", "Subscriptions"],
        ["Drift"],
        ["Observations"],
        ["Queues", "Shopify", "Storage"],
        ["Merging"],
        ["Inventory"],
        ["Telemetry"],
        ["Settings"],
    ];

    private static readonly string[] Rooms = [.. Floors.SelectMany(floor => floor)];

    /// <summary>A room, and the rooms that it uses.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        {
            "Composition",
            [
                "Maintenance", "Status", "Explain", "Webhooks", "Changes", "Probe", "LookUps",
                "FullSync", "Drift", "Subscriptions", "Observations", "Queues", "Shopify", "Storage", "Inventory", "Telemetry",
            ]
        },
        {
            "Triggers",
            [
                "Maintenance", "Status", "Explain", "Webhooks", "Changes", "Probe", "FullSync", "Subscriptions", "Observations", "Queues",
                "Inventory",
            ]
        },
        { "Maintenance", ["Status", "Changes", "LookUps", "FullSync", "Subscriptions", "Drift", "Observations", "Storage", "Inventory"] },
        { "Status", ["Probe", "FullSync", "Queues", "Shopify", "Storage", "Merging", "Inventory", "Telemetry"] },
        { "Explain", ["FullSync", "Observations", "Shopify", "Storage", "Merging", "Inventory"] },
        { "Webhooks", ["Shopify", "Inventory", "Telemetry"] },
        { "Changes", ["LookUps", "Observations", "Storage", "Merging", "Inventory", "Telemetry"] },
        { "Probe", ["Observations", "Shopify", "Storage", "Merging", "Inventory", "Telemetry", "Settings"] },
        { "LookUps", ["Observations", "Shopify", "Storage", "Merging", "Inventory", "Telemetry"] },
        { "FullSync", ["Drift", "Shopify", "Storage", "Merging", "Inventory", "Telemetry", "Settings"] },
        { "Drift", ["Observations", "Queues", "Storage", "Inventory", "Telemetry"] },
        { "Subscriptions", ["Shopify", "Storage", "Inventory", "Telemetry", "Settings"] },
        { "Observations", ["Storage", "Merging", "Inventory", "Telemetry", "Settings"] },
        { "Queues", ["Inventory"] },
        { "Shopify", ["Inventory", "Settings"] },
        { "Storage", ["Merging", "Inventory", "Settings"] },
        { "Merging", ["Inventory"] },
        { "Inventory", [] },
        { "Telemetry", ["Settings"] },
        { "Settings", [] },
    };

    /// <summary>A library, and the one room that knows it.</summary>
    public static TheoryData<string, string> Libraries => new()
    {
        { "Microsoft.Azure.Functions", "Triggers" },
        { "ShopifySharp", "Shopify" },
        { "Microsoft.Data", "Storage" },
        { "System.Data", "Storage" },
        { "DbUp", "Storage" },
        { "Azure.Storage", "Queues" },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_room_uses_the_rooms_that_it_may_use_and_no_other(string room, string[] uses)
    {
        AssertNoDependency(
            room,
            [.. Rooms.Except(uses).Where(other => other != room).Select(other => "InventorySync." + other)],
            "an arrow that is not in the table is not allowed");

        // Constants are no dependency of the compiled code, but of its source.
        string[] named = [.. SourcesOf(room).SelectMany(RoomsNamedIn).Distinct().Where(other => other != room)];
        string[] unknown = [.. named.Except(uses)];
        Assert.True(unknown.Length == 0, $"only arrows of the table are allowed, but {room} uses {string.Join(", ", unknown)}");
        Assert.All(
            uses,
            used => Assert.True(
                named.Contains(used) || Users(room, ["InventorySync." + used]).Count > 0, $"{room} does not use {used}: remove the arrow"));
    }

    [Theory]
    [InlineData("namespace X;\n", "")]
    [InlineData("using System;\nusing InventorySync.Queues;\n", "Queues")]
    [InlineData("using InventorySync.Storage.Sqlite;\n", "Storage")]
    [InlineData("using static InventorySync.Queues.QueueNames;\n", "Queues")]
    [InlineData("global using InventorySync.Queues;\n", "Queues")]
    [InlineData("using Names = InventorySync.Queues.QueueNames;\n", "Queues")]
    [InlineData("[QueueTrigger(InventorySync.Queues.QueueNames.Changes)]", "Queues")]
    public void A_room_that_a_source_names_is_found(string source, string room) =>
        Assert.Equal(room, string.Join(", ", RoomsNamedIn(source)));

    [Fact]
    public void A_room_of_which_only_constants_in_attributes_are_used_is_found() =>
        Assert.Contains("Queues", SourcesOf("Triggers").SelectMany(RoomsNamedIn));

    [Theory]
    [MemberData(nameof(Arrows))]
    public void An_arrow_points_downwards(string room, string[] uses) =>
        Assert.All(uses, used => Assert.True(FloorOf(used) > FloorOf(room), $"{room} stands no higher than {used}"));

    [Fact]
    public void Every_room_has_its_arrows() =>
        Assert.Equal(Rooms.Order(StringComparer.Ordinal), Arrows.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void The_namespace_of_a_file_is_its_room() => Assert.Empty(
        Directory.EnumerateFiles(AppFolder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Parts: Path.GetRelativePath(AppFolder, file).Split(Path.DirectorySeparatorChar), Text: File.ReadAllText(file)))
            .Where(file => file.Parts.Length > 1 && file.Parts[0] is not ("bin" or "obj") && !file.Text.Contains(
                NamespaceOf(file.Parts), StringComparison.Ordinal))
            .Select(file => string.Join('/', file.Parts)));

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_is_known_to_one_room_only(string library, string owner)
    {
        foreach (var room in Rooms.Where(room => room != owner && room != "Composition"))
            AssertNoDependency(room, [library], $"only {owner} knows {library}");
    }

    [Fact]
    public void Sql_lies_in_the_store_only() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "InventorySync.Functions"), "*.sql", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, "InventorySync.Functions"), file))
            .Where(file => !file.StartsWith("bin", StringComparison.Ordinal) && !file.StartsWith("obj", StringComparison.Ordinal)),
        file => Assert.StartsWith("Storage", file, StringComparison.Ordinal));

    [Fact]
    public void The_simulated_shop_knows_nothing_of_the_app() =>
        Assert.DoesNotContain(
            App.GetName().Name, typeof(SimulatedShop).Assembly.GetReferencedAssemblies().Select(reference => reference.Name));

    [Fact]
    public void Every_folder_of_the_app_is_a_room() => Assert.Equal(
        Rooms.Order(StringComparer.Ordinal),
        Directory.GetDirectories(Path.Combine(Repository.Root, "InventorySync.Functions"))
            .Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal));

    /// <summary>A search that finds nothing anywhere would hold every rule.</summary>
    [Theory]
    [InlineData("Triggers", "Microsoft.Azure.Functions")]
    [InlineData("Shopify", "ShopifySharp")]
    [InlineData("Storage", "Microsoft.Data")]
    [InlineData("Storage", "DbUp")]
    [InlineData("Queues", "Azure.Storage")]
    public void A_dependency_that_is_there_is_found(string room, string used) => Assert.NotEmpty(Users(room, [used]));

    /// <summary>The composition's types begin with a room's name, but are of none.</summary>
    [Fact]
    public void A_room_is_its_namespace_and_not_what_begins_like_it() =>
        Assert.DoesNotContain(typeof(InventorySyncServices), TypesOf("Inventory").GetTypes());

    /// <summary>
    /// With ASP.NET Core integration the client has its 200 before the queue has the message, and a refused message is lost.
    /// </summary>
    [Fact]
    public void No_project_refers_to_the_AspNetCore_integration_of_Functions()
    {
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "Directory.Packages.props"));

        Assert.All(
            projects, project => Assert.DoesNotContain("Http.AspNetCore", File.ReadAllText(project), StringComparison.OrdinalIgnoreCase));
    }

    private static string AppFolder => Path.Combine(Repository.Root, "InventorySync.Functions");

    private static IEnumerable<string> SourcesOf(string room) => SourceFiles.All
        .Where(file => file.StartsWith($"InventorySync.Functions/{room}/", StringComparison.Ordinal)
            && file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(SourceFiles.Read);

    private static IEnumerable<string> RoomsNamedIn(string source) => Name().Matches(source).Select(name => name.Groups["room"].Value);

    private static int FloorOf(string room) => Array.FindIndex(Floors, floor => floor.Contains(room));

    /// <summary>Folders within a room sort its files; the two engines of the store are namespaces of their own.</summary>
    private static string NamespaceOf(string[] parts) =>
        parts[0] == "Storage" && parts[1] is "SqlServer" or "Sqlite"
            ? $"namespace InventorySync.Storage.{parts[1]};"
            : $"namespace InventorySync.{parts[0]};";

    private static void AssertNoDependency(string room, string[] forbidden, string rule)
    {
        var users = Users(room, forbidden);

        Assert.True(users.Count == 0, $"{rule}, but in {room}: {string.Join(", ", users)}");
    }

    private static IReadOnlyList<string> Users(string room, string[] used) =>
        TypesOf(room).ShouldNot().HaveDependencyOnAny(used).GetResult().FailingTypeNames ?? [];

    private static PredicateList TypesOf(string room) =>
        AppTypes.That().ResideInNamespaceMatching($@"^InventorySync\.{room}(\.|$)");

    [GeneratedRegex(@"\bInventorySync\.(?<room>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Name();
}
