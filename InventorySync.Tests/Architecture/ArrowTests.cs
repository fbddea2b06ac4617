using InventorySync.Inventory;
using InventorySync.Tests.Support;
using NetArchTest.Rules;

namespace InventorySync.Tests.Architecture;

/// <summary>Holds the arrows of the house: Triggers -> {Webhooks, Changes, FullSync} -> {Shopify, Storage} -> Inventory -> nothing of ours.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Rooms = ["Triggers", "Webhooks", "Changes", "FullSync", "Shopify", "Storage", "Inventory", "Telemetry"];

    /// <summary>A room, and what it may use.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Triggers", ["Webhooks", "Changes", "FullSync", "Shopify", "Storage", "Inventory", "Telemetry"] },
        { "Webhooks", ["Shopify", "Storage", "Inventory", "Telemetry"] },
        { "Changes", ["Shopify", "Storage", "Inventory", "Telemetry"] },
        { "FullSync", ["Shopify", "Storage", "Inventory", "Telemetry"] },
        { "Shopify", ["Inventory", "Telemetry"] },
        { "Storage", ["Inventory", "Telemetry"] },
        { "Inventory", [] },
        { "Telemetry", [] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_room_uses_only_the_rooms_below_it(string room, string[] below) =>
        AssertNoDependency(room, [.. Rooms.Except(below).Where(other => other != room).Select(other => "InventorySync." + other)], "an arrow points downwards only");

    [Theory]
    [InlineData("Microsoft.Azure.Functions", "Triggers")]
    [InlineData("ShopifySharp", "Shopify")]
    [InlineData("Microsoft.Data", "Storage")]
    [InlineData("DbUp", "Storage")]
    public void A_library_is_known_to_one_room_only(string library, string owner)
    {
        foreach (var room in Rooms.Where(room => room != owner)) AssertNoDependency(room, [library], $"only {owner} knows {library}");
    }

    [Fact]
    public void Every_folder_of_the_app_is_a_room() => Assert.Equal(
        Rooms.Order(StringComparer.Ordinal),
        Directory.GetDirectories(Path.Combine(Repository.Root, "InventorySync.Functions"))
            .Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal));

    /// <summary>With ASP.NET Core integration the client has its 200 before the queue has the message, and a refused message is lost.</summary>
    [Fact]
    public void No_project_refers_to_the_AspNetCore_integration_of_Functions()
    {
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "Directory.Packages.props"));

        Assert.All(projects, project => Assert.DoesNotContain("Http.AspNetCore", File.ReadAllText(project), StringComparison.OrdinalIgnoreCase));
    }

    private static void AssertNoDependency(string room, string[] forbidden, string rule)
    {
        var result = Types.InAssembly(typeof(UnixTime).Assembly).That().ResideInNamespace("InventorySync." + room).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Assert.True(result.IsSuccessful, $"{rule}, but in {room}: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }
}
