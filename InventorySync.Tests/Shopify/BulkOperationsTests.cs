using System.Net;
using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Shopify;

namespace InventorySync.Tests.Shopify;

public sealed class BulkOperationsTests
{
    private readonly ShopifyUnderTest _shopify = new();

    [Fact]
    public async Task The_query_of_everything_is_what_is_started()
    {
        _shopify.Http.OnData("RunBulkQuery", $$"""{"bulkOperationRunQuery":{"bulkOperation":{{Operation("1", "x")}},"userErrors":[]} }""");

        await _shopify.Operations.StartAsync(CancellationToken.None);

        Assert.Equal(QueryText.Of("Everything"), _shopify.Http.Sent.Single().Variables.GetProperty("query").GetString());
    }

    [Fact]
    public async Task An_operation_is_read_as_Shopify_shows_it()
    {
        _shopify.Http.OnData("ReadBulkOperation", $$"""{"bulkOperation":{{Operation("1", "x")}} }""");

        var operation = await _shopify.Operations.GetAsync("gid://shopify/BulkOperation/1", CancellationToken.None);

        Assert.Equal(
            new BulkOperation(
                "gid://shopify/BulkOperation/1", "COMPLETED", null,
                UnixTime.From(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)), 57, 19, 4_096,
                new Uri("https://storage.googleapis.com/x?X-Goog-Signature=abc")),
            operation);
    }

    [Fact]
    public async Task Ours_are_told_by_their_query_however_Shopify_lays_it_out_the_newest_first()
    {
        var ours = QueryText.Of("Everything");
        string[] operations =
        [
            Operation("4", ours),
            Operation("3", "{ orders { edges { node { id } } } }"),
            Operation("2", ours.Replace("\n", " ", StringComparison.Ordinal)),
            Operation("1", ours.Replace("  ", "", StringComparison.Ordinal).ReplaceLineEndings("\r\n")),
        ];
        _shopify.Http.OnData(
            "ReadNewestBulkOperations", $$$"""{"bulkOperations":{"nodes":[{{{string.Join(',', operations)}}}]}}""");

        var found = await _shopify.Operations.FindOursAsync(CancellationToken.None);

        Assert.Equal(["4", "2", "1"], found.Select(operation => operation.Id.Split('/')[^1]));
    }

    [Fact]
    public async Task An_operation_that_is_neither_started_nor_refused_may_be_tried_again()
    {
        _shopify.Http.OnData("RunBulkQuery", """{"bulkOperationRunQuery":{"bulkOperation":null,"userErrors":[]}}""");

        Assert.True(
            (await Assert.ThrowsAsync<ShopifyCallException>(() => _shopify.Operations.StartAsync(CancellationToken.None))).IsTransient);
    }

    /// <summary>Shopify may have heard it, and would start a second one beside the first.</summary>
    [Theory]
    [InlineData(HttpStatusCode.BadGateway, 1)]
    [InlineData(HttpStatusCode.RequestTimeout, 1)]
    [InlineData(HttpStatusCode.TooManyRequests, 2)] // a refusal: nothing was started
    public async Task A_start_whose_answer_is_lost_is_not_repeated(HttpStatusCode status, int starts)
    {
        _shopify.Http.On("RunBulkQuery", status, "{}");
        _shopify.Http.OnData("RunBulkQuery", $$"""{"bulkOperationRunQuery":{"bulkOperation":{{Operation("1", "x")}},"userErrors":[]} }""");

        var fault = await Record.ExceptionAsync(() => _shopify.Operations.StartAsync(CancellationToken.None));

        Assert.Equal(starts, _shopify.Http.Count("RunBulkQuery"));
        Assert.Equal(starts == 1, fault is ShopifyCallException { IsTransient: true });
    }

    [Theory]
    [InlineData("http://storage.googleapis.com/x?X-Goog-Signature=abc")]
    [InlineData("file:///x?X-Goog-Signature=abc")]
    public async Task A_result_that_is_not_under_https_is_not_loaded(string url)
    {
        var refused = await Assert.ThrowsAsync<ShopifyCallException>(
            () => _shopify.Download.OpenAsync(new Uri(url), CancellationToken.None));

        Assert.Empty(_shopify.Http.Sent);
        ShopifyUnderTest.AssertNoSecret(refused.ToString());
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, false)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    public async Task A_result_that_cannot_be_had_is_told_without_its_signed_address(HttpStatusCode status, bool isTransient)
    {
        _shopify.Http.On("/x", status);

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(
            () => _shopify.Download.OpenAsync(new Uri("https://storage.googleapis.com/x?X-Goog-Signature=abc"), CancellationToken.None));

        Assert.Equal(isTransient, failed.IsTransient);
        Assert.Contains("storage.googleapis.com", failed.Message, StringComparison.Ordinal);
        ShopifyUnderTest.AssertNoSecret(failed.ToString());
    }

    private static string Operation(string id, string query) => $$"""
        {
          "id":"gid://shopify/BulkOperation/{{id}}","status":"COMPLETED","errorCode":null,"createdAt":"2026-11-23T12:00:00Z",
          "objectCount":"57","rootObjectCount":"19","fileSize":"4096",
          "url":"https://storage.googleapis.com/x?X-Goog-Signature=abc","query":{{JsonSerializer.Serialize(query)}}
        }
        """;
}
