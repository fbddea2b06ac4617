using System.Net;
using System.Net.Http.Headers;

namespace Tools.Tests.ShopifySimulator.Bulk;

public sealed class BulkDownloadTests
{
    [Fact]
    public async Task A_part_is_given_as_206_and_continues_what_came_before()
    {
        await using var store = await TestStore.StartAsync();
        var url = await UrlAsync(store);
        var whole = await store.Client.GetStringAsync(url);

        using var first = await GetAsync(store, url, new RangeHeaderValue(0, 99));
        using var rest = await GetAsync(store, url, new RangeHeaderValue(100, null));
        using var tail = await GetAsync(store, url, new RangeHeaderValue(null, 10));

        Assert.Equal(HttpStatusCode.PartialContent, first.StatusCode);
        Assert.Equal($"bytes 0-99/{whole.Length}", first.Content.Headers.ContentRange!.ToString());
        Assert.Equal(whole, await first.Content.ReadAsStringAsync() + await rest.Content.ReadAsStringAsync());
        Assert.Equal(whole[^10..], await tail.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_part_beyond_the_end_cannot_be_given()
    {
        await using var store = await TestStore.StartAsync();
        var url = await UrlAsync(store);

        using var answer = await GetAsync(store, url, new RangeHeaderValue(1_000_000, null));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
    }

    [Fact]
    public async Task A_part_of_another_file_than_the_one_begun_is_the_whole_again()
    {
        await using var store = await TestStore.StartAsync();
        var url = await UrlAsync(store);
        using var whole = await store.Client.GetAsync(url);

        using var same = await GetAsync(store, url, new RangeHeaderValue(5, null), whole.Headers.ETag);
        using var other = await GetAsync(store, url, new RangeHeaderValue(5, null), new EntityTagHeaderValue("\"other\""));

        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentLength, other.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Two_ranges_are_answered_with_the_whole()
    {
        await using var store = await TestStore.StartAsync();
        var url = await UrlAsync(store);
        var ranges = new RangeHeaderValue(0, 1);
        ranges.Ranges.Add(new RangeItemHeaderValue(3, 4));

        using var answer = await GetAsync(store, url, ranges);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_request_that_carries_the_access_token_is_refused()
    {
        await using var store = await TestStore.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, await UrlAsync(store));
        request.Headers.Add("X-Shopify-Access-Token", TestStore.AdminToken);

        using var answer = await store.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Without_its_signature_a_file_cannot_be_read()
    {
        await using var store = await TestStore.StartAsync();
        var url = await UrlAsync(store);

        using var unsigned = await store.Client.GetAsync(new Uri(url.GetLeftPart(UriPartial.Path)));
        using var unknown = await store.Client.GetAsync(new Uri(url, "nothing?Signature=x"));
        using var head = await store.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, url));
        using var posted = await store.Client.PostAsync(url, content: null);

        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
    }

    [Fact]
    public async Task The_request_still_names_the_address_that_was_asked_for()
    {
        await using var store = await TestStore.StartAsync();
        var url = await UrlAsync(store);

        using var answer = await store.Client.GetAsync(url);

        Assert.Equal(url, answer.RequestMessage!.RequestUri);
    }

    private static async Task<Uri> UrlAsync(TestStore store)
    {
        store.Fill(products: 5);
        return new Uri((await store.RunBulkAsync("{ productVariants { edges { node { id sku } } } }")).GetProperty("url").GetString()!);
    }

    private static async Task<HttpResponseMessage> GetAsync(
        TestStore store, Uri url, RangeHeaderValue range, EntityTagHeaderValue? ifRange = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = range;
        if (ifRange is not null) request.Headers.IfRange = new RangeConditionHeaderValue(ifRange);
        return await store.Client.SendAsync(request);
    }
}
