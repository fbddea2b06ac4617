using System.Net;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.EndToEnd;

/// <summary>How deliveries are answered, as the database counts it.</summary>
public sealed class DeliveryCountTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Deliveries_are_counted_by_their_answer_and_no_word_of_a_stranger_becomes_a_row()
    {
        await using var system = await RunningSystem.StartAsync(_folder, variants: 5);
        await system.SyncWellAsync();
        var level = system.Shop.Read(
            view => view.Items.Where(item => item.Tracked).Select(item => view.Level(item.Id, item.LocationIds[0])!).First());
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.SettleAsync();
        foreach (var topic in (string[])["my/own", "inventory_levels/update"])
            Assert.Equal(HttpStatusCode.Unauthorized, await PostUnsignedAsync(system, topic));

        await system.Clock.PlayAsync(() => system.App.RunRecoveryAsync(CancellationToken.None));

        Assert.Equal(
            ["inventory_levels/update|Queued|1", "inventory_levels/update|Unauthorized|1", "other|Unauthorized|1"],
            await system.QueryAsync(
                "SELECT Topic, Outcome, Deliveries FROM DeliveryCount WHERE Topic IN ('inventory_levels/update', 'other', "
                + "'my/own') ORDER BY Topic, Outcome"));
    }

    private async Task<HttpStatusCode> PostUnsignedAsync(RunningSystem system, string topic)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(system.App.Address, "/api/webhooks/shopify/inventory-update"))
        {
            Content = new ByteArrayContent("{}"u8.ToArray()),
        };
        request.Headers.Add("X-Shopify-Topic", topic);
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }
}
