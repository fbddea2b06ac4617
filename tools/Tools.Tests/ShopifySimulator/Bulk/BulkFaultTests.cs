using System.Globalization;
using System.Net;
using System.Text.Json;
using InventorySync.Shopify;
using ShopifySimulator;

namespace Tools.Tests.ShopifySimulator.Bulk;

public sealed class BulkFaultTests
{
    private static readonly string Everything = QueryText.Of("Everything");

    [Fact]
    public async Task A_failed_operation_has_an_error_code_and_partial_data_but_no_result()
    {
        await using var store = await StartAsync(BulkFault.Fails);

        var operation = await store.RunBulkAsync(Everything);

        Assert.Equal("FAILED", operation.GetProperty("status").GetString());
        Assert.Equal("INTERNAL_SERVER_ERROR", operation.GetProperty("errorCode").GetString());
        Assert.Equal(JsonValueKind.Null, operation.GetProperty("url").ValueKind);
        Assert.StartsWith("https://storage.googleapis.com/", operation.GetProperty("partialDataUrl").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_that_of_one_operation_only()
    {
        await using var store = await StartAsync(BulkFault.IsCanceled);

        var first = await store.RunBulkAsync(Everything);
        var second = await store.RunBulkAsync(Everything);

        Assert.Equal("CANCELED", first.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, first.GetProperty("url").ValueKind);
        Assert.Equal("COMPLETED", second.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_download_that_is_cut_short_breaks_off_within_a_line_each_time()
    {
        await using var store = await StartAsync(BulkFault.DownloadCutShort);
        var operation = await store.RunBulkAsync(Everything);
        Assert.Equal("COMPLETED", operation.GetProperty("status").GetString());

        for (var i = 0; i < 2; i++)
        {
            var (text, error) = await ReadAsync(store, operation);

            Assert.NotNull(error);
            Assert.False(text.EndsWith('\n'));
            Assert.InRange(text.Length, 1, SizeOf(operation) - 1);
        }
    }

    [Fact]
    public async Task A_file_with_missing_lines_ends_after_half_of_them_while_the_counts_are_those_of_the_whole()
    {
        await using var store = await StartAsync(BulkFault.LinesMissing);

        var operation = await store.RunBulkAsync(Everything);
        var lines = await store.LinesAsync(operation);

        Assert.Equal(
            ("100", "250"), (operation.GetProperty("rootObjectCount").GetString(), operation.GetProperty("objectCount").GetString()));
        Assert.Equal(125, lines.Length);
        Assert.Equal(SizeOf(operation), lines.Sum(line => line.Length + 1));
    }

    [Fact]
    public async Task A_file_with_missing_variants_has_half_of_them_and_counts_that_agree()
    {
        await using var store = await StartAsync(BulkFault.VariantsMissing);

        var operation = await store.RunBulkAsync(Everything);
        var lines = await store.LinesAsync(operation);

        Assert.Equal("50", operation.GetProperty("rootObjectCount").GetString());
        Assert.Equal(lines.Length.ToString(CultureInfo.InvariantCulture), operation.GetProperty("objectCount").GetString());
    }

    [Fact]
    public async Task A_file_with_missing_levels_has_at_most_one_of_each_item()
    {
        await using var store = await StartAsync(BulkFault.LevelsMissing);

        var lines = await store.LinesAsync(await store.RunBulkAsync(Everything));

        string[] items =
        [
            .. lines.Select(line => JsonDocument.Parse(line).RootElement)
                .Where(line => line.TryGetProperty("item", out _))
                .Select(line => line.TextAt("item", "id")!),
        ];
        Assert.Equal(100, items.Length);
        Assert.Equal(100, items.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("\"locationsCount\":{\"count\":2,", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_url_that_has_expired_is_answered_400_as_one_of_more_than_seven_days_is()
    {
        await using var store = await StartAsync(BulkFault.UrlExpired);
        var expired = await store.RunBulkAsync(Everything);
        var good = await store.RunBulkAsync(Everything);
        Assert.Equal("COMPLETED", expired.GetProperty("status").GetString());

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(expired));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(good));
        store.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(good));
        Assert.Equal("EXPIRED", (await store.BulkAsync(good.GetProperty("id").GetString()!)).GetProperty("status").GetString());

        async Task<HttpStatusCode> StatusAsync(JsonElement operation)
        {
            using var answer = await store.Client.GetAsync(new Uri(operation.GetProperty("url").GetString()!));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_query_that_cannot_be_answered_fails_its_operation()
    {
        await using var store = await StartAsync(BulkFault.None);

        var operation = await store.RunBulkAsync(
            "{ inventoryItems { edges { node { id inventoryLevels { edges { node { id quantities(names: [\"colour\"]) { quantity } } } } } "
            + "} } }");

        Assert.Equal("FAILED", operation.GetProperty("status").GetString());
        Assert.Equal("INTERNAL_SERVER_ERROR", operation.GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task A_simulator_that_stops_takes_its_operations_and_files_with_it()
    {
        var store = await StartAsync(BulkFault.None);
        await store.RunBulkAsync(Everything);
        store.Simulator.Faults.BulkDuration = TimeSpan.FromHours(1);
        await store.StartBulkAsync(Everything);
        Assert.True(Directory.Exists(store.Simulator.TemporaryFolder));

        await store.DisposeAsync();

        Assert.False(Directory.Exists(store.Simulator.TemporaryFolder));
        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            using var client = new HttpClient();
            await client.GetAsync(store.Simulator.Address);
        });
    }

    private static async Task<TestStore> StartAsync(BulkFault fault)
    {
        var store = await TestStore.StartAsync();
        store.Fill(products: 50);
        store.Simulator.Faults.NextBulkOperation = fault;
        return store;
    }

    private static long SizeOf(JsonElement operation) =>
        long.Parse(operation.GetProperty("fileSize").GetString()!, CultureInfo.InvariantCulture);

    private static async Task<(string Text, HttpIOException? Error)> ReadAsync(TestStore store, JsonElement operation)
    {
        using var answer = await store.Client.GetAsync(
            new Uri(operation.GetProperty("url").GetString()!), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(SizeOf(operation), answer.Content.Headers.ContentLength);
        await using var content = await answer.Content.ReadAsStreamAsync();
        using var text = new MemoryStream();
        try
        {
            await content.CopyToAsync(text);
            return (System.Text.Encoding.UTF8.GetString(text.ToArray()), null);
        }
        catch (HttpIOException e)
        {
            return (System.Text.Encoding.UTF8.GetString(text.ToArray()), e);
        }
    }
}
