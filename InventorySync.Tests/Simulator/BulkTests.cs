using System.Text.Json;
using InventorySync.Shopify;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Simulator;

public sealed class BulkTests
{
    [Fact]
    public async Task Perf()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(int.Parse(Environment.GetEnvironmentVariable("PRODUCTS") ?? "4074", System.Globalization.CultureInfo.InvariantCulture));
        var began = TimeProvider.System.GetTimestamp();
        var data = await store.DataAsync(QueryText.Of("RunBulkQuery"), new { query = QueryText.Of("Everything") });
        Console.WriteLine(data);
        JsonElement operation = default;
        await Eventually.True(async () =>
        {
            operation = (await store.DataAsync(QueryText.Of("ReadNewestBulkOperations"))).GetProperty("bulkOperations").GetProperty("nodes")[0];
            store.Clock.Advance(TimeSpan.FromSeconds(1));
            return operation.GetProperty("status").GetString() is not ("CREATED" or "RUNNING");
        }, "done", TimeSpan.FromMinutes(3));
        Console.WriteLine(operation);
        Console.WriteLine($"{TimeProvider.System.GetElapsedTime(began)} {GC.GetTotalMemory(false) / 1e6} MB, peak {Environment.WorkingSet / 1e6}");
        var text = await store.Client.GetStringAsync(operation.GetProperty("url").GetString());
        Console.WriteLine(text[..2000]);
    }
}
