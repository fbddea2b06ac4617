using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using InventorySync.FullSync;
using InventorySync.Storage;
using InventorySync.Tests.Shopify;

namespace InventorySync.Tests.FullSync;

/// <summary>A download over connections that break, and answers that are none.</summary>
public sealed class ResumedDownloadTests : IAsyncLifetime
{
    private FullSyncUnderTest _test = null!;

    public async Task InitializeAsync()
    {
        _test = await FullSyncUnderTest.CreateAsync();
        _test.File = FullSyncUnderTest.FileOf(
            [.. Enumerable.Range(101, 50).Select(n => FullSyncUnderTest.Variant(n, n)), FullSyncUnderTest.Level(101, 7, 5)]);
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    private byte[] Whole => Encoding.UTF8.GetBytes(_test.File);

    [Fact]
    public async Task It_is_resumed_where_it_broke_of_the_same_file_and_without_compression()
    {
        List<(long? From, string? IfRange, bool IsPlain)> asked = [];
        Serve((request, from) =>
        {
            asked.Add((request.Headers!.Range?.Ranges
                .Single().From, request.Headers.IfRange?.EntityTag?.Tag, request.Headers.AcceptEncoding.Count == 0));
            return Part(from, breakAt: asked.Count < 4 ? from + 1_000 : null);
        });

        await _test.RunAsync();

        Assert.Equal(SyncState.Succeeded, (await _test.LatestAsync()).State);
        Assert.Equal([(null, null, true), (1_000, "\"v1\"", true), (2_000, "\"v1\"", true), (3_000, "\"v1\"", true)], asked);
        Assert.Equal(["50"], await _test.QueryAsync("SELECT count(*) FROM SkuLive"));
    }

    [Fact]
    public async Task Another_file_is_not_put_behind_the_first_ones_bytes()
    {
        Serve((_, from) => from == 0 ? Part(0, breakAt: 1_000) : Part(0, breakAt: null, etag: "\"v2\""));

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAsync());

        Assert.Contains("the file has changed", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_always_breaks_off_fails_the_run_after_some_tries()
    {
        Serve((_, from) => Part(from, breakAt: from == 0 ? 1_000 : from));

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAsync());

        Assert.Contains("broke off after 1000 bytes (5 connections)", failed.Message, StringComparison.Ordinal);
        Assert.Equal(5, _test.Downloads);
    }

    [Fact]
    public async Task An_address_that_has_expired_is_asked_for_again()
    {
        var addresses = 0;
        Serve((_, from) => addresses++ switch
        {
            0 => Part(from, breakAt: 1_000),
            1 => new HttpResponseMessage(HttpStatusCode.Forbidden),
            _ => Part(from, breakAt: null),
        });

        await _test.RunAsync();

        Assert.Equal((SyncState.Succeeded, 3), ((await _test.LatestAsync()).State, _test.Downloads));
    }

    [Fact]
    public async Task A_file_larger_than_any_shops_is_not_loaded_at_all()
    {
        var ordinary = _test.NewOperation;
        _test.NewOperation = query => ordinary(query) with { FileSize = 100_000_000_000 };

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAsync());

        Assert.Contains("100000000000 bytes", failed.Message, StringComparison.Ordinal);
        Assert.Equal(0, _test.Downloads);
    }

    [Fact]
    public async Task A_file_that_goes_on_behind_its_size_is_cut_off()
    {
        var ordinary = _test.NewOperation;
        var size = Whole.Length;
        _test.NewOperation = query => ordinary(query) with { FileSize = size };
        _test.FileStream = () => new EndlessFile(Whole);

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAsync());

        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"more than the {size} bytes"), failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(1_000)]
    public async Task A_line_nested_deeply_is_refused(int depth)
    {
        _test.File = FullSyncUnderTest.FileOf(
            $$"""{"id":{{string.Concat(Enumerable.Repeat("[", depth))}}{{string.Concat(Enumerable.Repeat("]", depth))}}}""");

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAsync());

        Assert.StartsWith("Reading: line 1 cannot be read", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ACCESS_DENIED", "API access requests > Run bulk operations")]
    [InlineData("INTERNAL_SERVER_ERROR", "The fault is Shopify's")]
    [InlineData("TIMEOUT", "took Shopify too long")]
    public async Task What_follows_from_an_operations_end_is_said(string errorCode, string advice)
    {
        var ordinary = _test.NewOperation;
        _test.Statuses = ["CREATED", "FAILED"];
        _test.NewOperation = query => ordinary(query) with { ErrorCode = errorCode };

        await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAsync());

        Assert.Contains(advice, (await _test.LatestAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_was_emptied_later_has_shrunk()
    {
        await _test.RunAsync();
        _test.File = "";
        var ordinary = _test.NewOperation;
        _test.NewOperation = query => ordinary(query) with { FileSize = null, Url = null };
        _test.Shopify.Clock.Advance(TimeSpan.FromHours(4));

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(() => _test.RunAsync());

        Assert.Contains("has shrunk from 50 variants to 0", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_that_was_left_alone_is_not_applied()
    {
        await _test.Store.TryLeaseDryRunAsync("gone", _test.Now, TimeSpan.FromMinutes(2), CancellationToken.None);
        _test.Shopify.Clock.Advance(TimeSpan.FromMinutes(3));

        await _test.RunAsync(mayStart: false);

        Assert.Equal((SyncState.Discarded, 0), ((await _test.LatestAsync()).State, _test.Started));
        Assert.Empty(await _test.SkusAsync());
    }

    [Fact]
    public async Task A_pause_in_the_middle_of_a_run_lets_it_go_and_it_is_continued_afterwards()
    {
        _test.Shopify.Clock.Waiting = _ =>
            _test.Store.PauseAsync(new Pause(_test.Now, null), CancellationToken.None).GetAwaiter().GetResult();
        await _test.RunAsync();
        var paused = await _test.LatestAsync();
        Assert.Equal((null, SyncState.WaitingForShopify), (paused.Owner, paused.State));
        await _test.RunAsync();
        Assert.Equal(SyncState.WaitingForShopify, (await _test.LatestAsync()).State);

        _test.Shopify.Clock.Waiting = null;
        await _test.Store.ResumeAsync(CancellationToken.None);
        await _test.RunAsync(mayStart: false);

        Assert.Equal(
            (paused.Id, SyncState.Succeeded, 1), ((await _test.LatestAsync()).Id, (await _test.LatestAsync()).State, _test.Started));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_change_and_what_stands_against_it()
    {
        await _test.RunAsync();
        _test.File = FullSyncUnderTest.FileOf(FullSyncUnderTest.Variant(101, 101, title: "Other", updatedAt: "2026-11-20T00:00:00Z"));
        _test.Shopify.Clock.Advance(TimeSpan.FromHours(4));
        var before = await _test.SkusAsync();

        var dry = await _test.DryRunner().RunAsync(10, CancellationToken.None);

        Assert.True(dry!.Refusal!.IsShrink);
        Assert.Equal(50, dry.Result.Report.SkusWritten);
        Assert.Equal(10, dry.Result.Rows.Count);
        Assert.Equal(before, await _test.SkusAsync());
        Assert.Equal(SyncState.Discarded, (await _test.LatestAsync()).State);
    }

    private void Serve(Func<SentRequest, long, HttpResponseMessage> answer) =>
        _test.OpenFile = (request, _) => Task.FromResult(answer(request, request.Headers!.Range?.Ranges.Single().From ?? 0));

    private HttpResponseMessage Part(long from, long? breakAt, string etag = "\"v1\"")
    {
        var bytes = Whole;
        var response = new HttpResponseMessage(from > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK)
        {
            Content = new StreamContent(breakAt is { } at
                ? new BreakingStream(bytes.AsMemory((int)from), (int)(at - from), () => new IOException("the connection was reset"))
                : new MemoryStream(bytes, (int)from, bytes.Length - (int)from)),
        };
        response.Headers.ETag = new EntityTagHeaderValue(etag);
        if (from > 0) response.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, bytes.Length - 1, bytes.Length);
        return response;
    }

    /// <summary>The file, and blank lines behind it without end.</summary>
    private sealed class EndlessFile(byte[] file) : TestStream
    {
        protected override int Fill(Span<byte> buffer)
        {
            var rest = file.AsSpan((int)Math.Min(BytesRead, file.Length));
            if (rest.Length == 0)
            {
                buffer.Fill((byte)'\n');
                return buffer.Length;
            }

            var count = Math.Min(rest.Length, buffer.Length);
            rest[..count].CopyTo(buffer);
            return count;
        }
    }
}
