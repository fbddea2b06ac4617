using System.Reflection;
using InventorySync.Inventory;
using InventorySync.Tests.Support;
using NetArchTest.Rules;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.Architecture;

/// <summary>Holds the arrows of the house: Triggers -> Status -> {Webhooks, Changes, FullSync, Registration, Probe} -> Trust -> {Shopify, Storage} -> Inventory -> nothing of ours.</summary>
public sealed class ArrowTests
{
    private static readonly Assembly App = typeof(UnixTime).Assembly;

    private static readonly string[] Rooms = ["Triggers", "Status", "Webhooks", "Changes", "FullSync", "Registration", "Probe", "Trust", "Shopify", "Storage", "Inventory", "Telemetry"];

    /// <summary>A room, and what it may use.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Triggers", ["Status", "Webhooks", "Changes", "FullSync", "Registration", "Probe", "Trust", "Shopify", "Storage", "Inventory", "Telemetry"] },
        { "Status", ["FullSync", "Probe", "Trust", "Shopify", "Storage", "Inventory", "Telemetry"] },
        { "Webhooks", ["Trust", "Shopify", "Storage", "Inventory", "Telemetry"] },
        { "Changes", ["Trust", "Shopify", "Storage", "Inventory", "Telemetry"] },
        { "Registration", ["Shopify", "Storage", "Inventory", "Telemetry"] },
        { "Probe", ["Trust", "Shopify", "Storage", "Inventory", "Telemetry"] },
        { "FullSync", ["Trust", "Shopify", "Storage", "Inventory", "Telemetry"] },
        { "Trust", ["Shopify", "Storage", "Inventory", "Telemetry"] },
        { "Shopify", ["Inventory", "Telemetry"] },
        { "Storage", ["Inventory", "Telemetry"] },
        { "Inventory", [] },
        { "Telemetry", [] },
    };

    /// <summary>A library, and the one room that knows it.</summary>
    public static TheoryData<string, string> Libraries => new()
    {
        { "Microsoft.Azure.Functions", "Triggers" },
        { "ShopifySharp", "Shopify" },
        { "Microsoft.Data", "Storage" },
        { "System.Data", "Storage" },
        { "DbUp", "Storage" },
        { "Azure.Storage", "Status" },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_room_uses_only_the_rooms_below_it(string room, string[] below) =>
        AssertNoDependency(room, [.. Rooms.Except(below).Where(other => other != room).Select(other => "InventorySync." + other)], "an arrow points downwards only");

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_is_known_to_one_room_only(string library, string owner)
    {
        foreach (var room in Rooms.Where(room => room != owner)) AssertNoDependency(room, [library], $"only {owner} knows {library}");
    }

    [Fact]
    public void Sql_lies_in_the_store_only() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "InventorySync.Functions"), "*.sql", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, "InventorySync.Functions"), file))
            .Where(file => !file.StartsWith("bin", StringComparison.Ordinal) && !file.StartsWith("obj", StringComparison.Ordinal)),
        file => Assert.StartsWith("Storage", file, StringComparison.Ordinal));

    [Fact]
    public void The_simulated_shop_knows_nothing_of_the_app() =>
        Assert.DoesNotContain(App.GetName().Name, typeof(SimulatedShop).Assembly.GetReferencedAssemblies().Select(reference => reference.Name));

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
    [InlineData("FullSync", "InventorySync.Shopify")]
    [InlineData("Registration", "InventorySync.Shopify")]
    [InlineData("Changes", "InventorySync.Storage")]
    [InlineData("Changes", "InventorySync.Trust")]
    [InlineData("Trust", "InventorySync.Storage")]
    [InlineData("Webhooks", "InventorySync.Telemetry")]
    public void A_dependency_that_is_there_is_found(string room, string used) => Assert.NotEmpty(Users(room, [used]));

    /// <summary>The composition's types begin with a room's name, but are of none.</summary>
    [Fact]
    public void A_room_is_its_namespace_and_not_what_begins_like_it() => Assert.DoesNotContain(typeof(InventorySyncServices), TypesOf("Inventory").GetTypes());

    /// <summary>With ASP.NET Core integration the client has its 200 before the queue has the message, and a refused message is lost.</summary>
    [Fact]
    public void No_project_refers_to_the_AspNetCore_integration_of_Functions()
    {
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "Directory.Packages.props"));

        Assert.All(projects, project => Assert.DoesNotContain("Http.AspNetCore", File.ReadAllText(project), StringComparison.OrdinalIgnoreCase));
    }

    private static void AssertNoDependency(string room, string[] forbidden, string rule)
    {
        var users = Users(room, forbidden);

        Assert.True(users.Count == 0, $"{rule}, but in {room}: {string.Join(", ", users)}");
    }

    private static IReadOnlyList<string> Users(string room, string[] used) => TypesOf(room).ShouldNot().HaveDependencyOnAny(used).GetResult().FailingTypeNames ?? [];

    private static PredicateList TypesOf(string room) => Types.InAssembly(App).That().ResideInNamespaceMatching($@"^InventorySync\.{room}(\.|$)");
}
