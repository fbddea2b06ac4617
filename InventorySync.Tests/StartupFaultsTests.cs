using InventorySync.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Tests;

public sealed class StartupFaultsTests
{
    private static readonly Dictionary<string, string?> Good = new(StringComparer.Ordinal)
    {
        ["Shopify:ShopDomain"] = "shop.myshopify.com",
        ["Shopify:AccessToken"] = "token",
        ["Shopify:WebhookSecret"] = "secret",
        ["InventorySync:Database"] = "Sqlite",
        ["InventorySync:FullSyncSchedule"] = "0 0 */4 * * *",
    };

    [Fact]
    public async Task An_app_without_any_setting_names_each_that_it_needs_in_a_line()
    {
        var lines = await ExplainAsync([]);

        Assert.All(
            (string[])["Shopify__ShopDomain", "Shopify__AccessToken", "Shopify__WebhookSecret", "InventorySync__Database", "InventorySync__FullSyncSchedule", "ConnectionStrings__Inventory"],
            setting => Assert.Contains(lines, line => line.Contains(setting, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Shopify:ApiVersion", "newest", "Shopify__ApiVersion")]
    [InlineData("InventorySync:MaxShrinkPercent", "many", "InventorySync:MaxShrinkPercent")]
    [InlineData("InventorySync:MaxShrinkPercent", "101", "InventorySync__MaxShrinkPercent")]
    [InlineData("InventorySync:StaleReadMargin", "soon", "InventorySync:StaleReadMargin")]
    [InlineData("InventorySync:StrictCounts", "maybe", "InventorySync:StrictCounts")]
    [InlineData("ConnectionStrings:Inventory", "inventory.db", "ConnectionStrings__Inventory")]
    [InlineData("ConnectionStrings:Inventory", "Server=here", "ConnectionStrings__Inventory")]
    [InlineData("ConnectionStrings:Inventory", "@Microsoft.KeyVault(SecretUri=https://vault)", "ConnectionStrings__Inventory")]
    public async Task A_wrong_setting_stops_the_app_with_one_line_that_names_it(string setting, string value, string named) =>
        Assert.Contains(named, Assert.Single(await ExplainAsync(new(Good, StringComparer.Ordinal) { [setting] = value })), StringComparison.Ordinal);

    [Fact]
    public void A_fault_of_the_apps_own_keeps_its_stack_trace()
    {
        Assert.Null(StartupFaults.Explain(new InvalidOperationException("a fault")));
        Assert.Null(StartupFaults.Explain(new AggregateException(new InvalidOperationException("a fault"))));
    }

    private static async Task<IReadOnlyList<string>> ExplainAsync(Dictionary<string, string?> settings)
    {
        using var folder = new TempFolder();
        if (settings.Count > 0) settings.TryAdd("ConnectionStrings:Inventory", $"Data Source={folder.File("inventory.db")};Pooling=False");
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddInventorySync(builder.Configuration);
        using var host = builder.Build();

        var fault = await Record.ExceptionAsync(() => host.StartAsync());

        return StartupFaults.Explain(fault!) ?? throw fault!;
    }
}
