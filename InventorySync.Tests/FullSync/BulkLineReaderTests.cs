using System.Globalization;
using System.Text;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.FullSync;

public sealed class BulkLineReaderTests
{
    /// <summary>A line that is none, and what the message has to name.</summary>
    public static TheoryData<string, string> Garbage => new()
    {
        { "x", "line 2" },
        { "{}", "neither a variant nor a level" },
        { "null", "neither a variant nor a level" },
        { "[]", "line 2" },
        { "42", "line 2" },
        { "\"text\"", "line 2" },
        { "{\"id\":\"gid:\\/\\/shopify\\/ProductVariant\\/1\"", "line 2" },
        { FullSyncUnderTest.Level(11, 7, 5)[..^1], "line 2" },
        { FullSyncUnderTest.Level(11, 7, 5) + FullSyncUnderTest.Level(11, 8, 5), "line 2" },
        { FullSyncUnderTest.Level(11, 7, 5) + " x", "line 2" },
        { new string('[', 10_000), "line 2" },
        { string.Concat(Enumerable.Repeat("{\"product\":", 10_000)), "line 2" },
        { Broken(FullSyncUnderTest.Level(11, 7, 5), "\"available\"", "\"reserved\""), "available is missing" },
        { Broken(FullSyncUnderTest.Level(11, 7, 5), "\"quantity\":5", "\"quantity\":null"), "line 2" },
        { Broken(FullSyncUnderTest.Level(11, 7, 5), "\"quantity\":5", "\"quantity\":5.5"), "line 2" },
        { Broken(FullSyncUnderTest.Level(11, 7, 5), "\"quantity\":5", "\"quantity\":3000000000"), "line 2" },
        { Broken(FullSyncUnderTest.Level(11, 7, 5), "{\"name\":\"available\",\"quantity\":5}", "null"), "available is missing" },
        { Broken(FullSyncUnderTest.Level(11, 7, 5), "2026-11-01T00:00:00Z", "2026-11-01 00:00"), "no time" },
        { Broken(FullSyncUnderTest.Level(11, 7, 5), "Location\\/7", "Location\\/x"), "no id" },
        { Broken(FullSyncUnderTest.Variant(1, 11), "\"price\":\"19.90\"", "\"price\":\"dear\""), "line 2" },
        { Broken(FullSyncUnderTest.Variant(1, 11), "\"price\":\"19.90\"", "\"price\":\"99999999999999999999999999999999\""), "line 2" },
        { Broken(FullSyncUnderTest.Variant(1, 11), "\"price\":\"19.90\"", "\"price\":null"), "price is missing" },
        { Broken(FullSyncUnderTest.Variant(1, 11), "\"title\":\"Small\",", ""), "title is missing" },
        { Broken(FullSyncUnderTest.Variant(1, 11), "\"title\":\"Shirt\",", ""), "title" },
        { Broken(FullSyncUnderTest.Variant(1, 11), "\"status\":\"ACTIVE\"", "\"status\":null"), "status" },
        { Broken(FullSyncUnderTest.Variant(1, 11), "\"tracked\":true,", ""), "tracked" },
        { Broken(FullSyncUnderTest.Variant(1, 11, locationsCount: 2), "\"count\":2,", ""), "count" },
    };

    [Fact]
    public async Task Lines_in_any_order_are_read_for_themselves()
    {
        var batch = Assert.Single(await ReadAsync(FullSyncUnderTest.FileOf(
            FullSyncUnderTest.Level(12, 8, -4, "2026-11-02T01:02:03+02:00"), FullSyncUnderTest.Variant(101, 11, locationsCount: 2),
            FullSyncUnderTest.Level(11, 7, 5))));

        Assert.Equal(
            [new StagedLevel(12, 8, -4, 1, 2, 3, Time("2026-11-01T23:02:03Z")), new StagedLevel(
                11, 7, 5, 1, 2, 3, Time("2026-11-01T00:00:00Z"))],
            batch.Levels);
        var updatedAt = Time("2026-11-01T00:00:00Z");
        Assert.Equal(
            [new StagedVariant(
                101, 1001, 11, new VariantDetails("SKU-1", null, "Small", 19.90m), "Shirt", "ACTIVE", Tracked: true, updatedAt, updatedAt,
                updatedAt, 2)],
            batch.Variants);
    }

    [Fact]
    public async Task What_is_escaped_is_unescaped()
    {
        var batch = Assert.Single(await ReadAsync(FullSyncUnderTest.FileOf(FullSyncUnderTest.Variant(
            101, 11, sku: "A\\/B\\u0026C", title: "\\\"Gr\\u00f6\\u00dfe\\\" \\ud83d\\udc55 \\n \\\\n"))));

        Assert.Equal(("A/B&C", "\"Größe\" 👕 \n \\n"), (batch.Variants[0].Details.Sku, batch.Variants[0].Details.Title));
    }

    [Theory]
    [InlineData(@"gid:\/\/shopify\/Location\/7")]
    [InlineData("gid://shopify/Location/7")]
    [InlineData(@"gid:\u002f\u002fshopify\u002fLocation\u002f7")]
    [InlineData(@"gid:\/\/shopify\/Location\u002f7")]
    [InlineData(@"gid:\/\/shopify\/Location\/\u0037")]
    [InlineData(@"gid:\/\/shopify\/Location\/7?of=8\u002f9")]
    public async Task An_id_is_the_same_however_it_is_escaped(string location)
    {
        var batch = Assert.Single(await ReadAsync(Broken(FullSyncUnderTest.Level(11, 7, 5), @"gid:\/\/shopify\/Location\/7", location)));

        Assert.Equal(7, Assert.Single(batch.Levels).LocationId);
    }

    [Theory]
    [InlineData(@"gid:\/\/shopify\/Location\/-7")]
    [InlineData(@"gid:\/\/shopify\/Location\/+7")]
    [InlineData(@"gid:\/\/shopify\/Location\/ 7")]
    [InlineData(@"gid:\/\/shopify\/Location\/")]
    [InlineData(@"gid:\/\/shopify\/Location\/99999999999999999999")]
    [InlineData(@"gid:\/\/other\/Location\/7")]
    [InlineData("7")]
    [InlineData("")]
    public async Task What_is_no_id_fails_the_run(string location)
    {
        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(
            () => ReadAsync(Broken(FullSyncUnderTest.Level(11, 7, 5), @"gid:\/\/shopify\/Location\/7", location)));

        Assert.Contains("is no id", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"product\":", "\"product\":\"gid:\\/\\/shopify\\/Product\\/1001\",\"other\":")]
    [InlineData("\"inventoryItem\":", "\"inventoryItem\":[],\"other\":")]
    public async Task What_should_be_an_object_and_is_none_fails_the_run(string field, string instead)
    {
        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(
            () => ReadAsync(Broken(FullSyncUnderTest.Variant(101, 11), field, instead)));

        Assert.Contains("not an object", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n")] // the last line ends
    [InlineData("")] // it does not, but is whole: that nothing follows is the file size's to say
    [InlineData("\n\n")]
    [InlineData("\n \t\n\r\n")]
    [InlineData("\r\n")]
    public async Task The_end_of_the_file_may_be_blank(string end)
    {
        var reader = new BulkLineReader();
        var text = FullSyncUnderTest.Variant(101, 11) + "\n\n" + FullSyncUnderTest.Level(11, 7, 5) + end;

        var batch = Assert.Single(await ReadAsync(text, reader));

        Assert.Equal((1, 1), (batch.Variants.Count, batch.Levels.Count));
        Assert.Equal(new DownloadedFile(Encoding.UTF8.GetByteCount(text), 2, 1), reader.Read);
    }

    [Fact]
    public async Task Lines_may_end_as_on_Windows()
    {
        var reader = new BulkLineReader();
        var text = FullSyncUnderTest.Variant(101, 11) + "\r\n" + FullSyncUnderTest.Level(11, 7, 5) + "\r\n";

        await ReadAsync(text, reader);

        Assert.Equal(new DownloadedFile(text.Length, 2, 1), reader.Read);
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task A_line_that_is_none_fails_the_run_and_says_which(string line, string named)
    {
        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(
            () => ReadAsync(FullSyncUnderTest.FileOf(FullSyncUnderTest.Variant(101, 11), line)));

        Assert.Contains(named, failed.Message, StringComparison.Ordinal);
        Assert.StartsWith("Reading: line 2 ", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_anywhere_within_its_last_line_fails_the_run()
    {
        var text = FullSyncUnderTest.FileOf(FullSyncUnderTest.Variant(101, 11), FullSyncUnderTest.Level(11, 7, 5));
        var lastLine = text.IndexOf('\n', StringComparison.Ordinal) + 1;

        for (var end = lastLine + 1; end < text.Length - 1; end++)
            await Assert.ThrowsAsync<FullSyncFailedException>(() => ReadAsync(text[..end]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64 * 1024)]
    public async Task However_the_bytes_arrive_the_rows_are_the_same(int chunk)
    {
        var lines = Enumerable.Range(1, 50)
            .SelectMany(n => (string[])[FullSyncUnderTest.Variant(n, n, title: "Größe 👕"), FullSyncUnderTest.Level(n, 7, n)]);
        var reader = new BulkLineReader();
        List<StagedBatch> batches = [];

        await reader.ReadAsync(
            new ChunkedStream(Encoding.UTF8.GetBytes(FullSyncUnderTest.FileOf([.. lines])), chunk), Keep(batches), CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 50), batches.SelectMany(batch => batch.Levels).Select(level => level.Available));
        Assert.All(batches.SelectMany(batch => batch.Variants), variant => Assert.Equal("Größe 👕", variant.Details.Title));
    }

    [Fact]
    public async Task A_text_that_comes_again_is_made_once_and_none_is_taken_for_another()
    {
        string[] titles = ["Small", "Small", "Størrelse", "Størrelse", "Smell", "S", "", "Sl\\u0061sh \\/ S", new('x', 200), "Small"];
        string[] read = ["Small", "Small", "Størrelse", "Størrelse", "Smell", "S", "", "Slash / S", new('x', 200), "Small"];

        var batch = Assert.Single(await ReadAsync(
            FullSyncUnderTest.FileOf([.. titles.Select((title, n) => FullSyncUnderTest.Variant(n + 1, n + 1, title: title))])));

        Assert.Equal(read, batch.Variants.Select(variant => variant.Details.Title));
        Assert.Same(batch.Variants[0].Details.Title, batch.Variants[1].Details.Title);
    }

    [Fact]
    public async Task Different_texts_of_the_same_length_and_ends_keep_apart()
    {
        string[] titles = [.. Enumerable.Range(0, 2_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"Ab{n:D4}cd"))];

        var batch = Assert.Single(await ReadAsync(
            FullSyncUnderTest.FileOf([.. titles.Select((title, n) => FullSyncUnderTest.Variant(n + 1, n + 1, title: title))])));

        Assert.Equal(titles, batch.Variants.Select(variant => variant.Details.Title));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_line_that_is_longer_than_any_line_of_this_query_fails_the_run_before_it_is_in_memory(bool hasEnd)
    {
        var stream = new EndlessStream((byte)'x', hasEnd ? BulkLineReader.MaxLineBytes + 1 : long.MaxValue);

        var failed = await Assert.ThrowsAsync<FullSyncFailedException>(
            () => new BulkLineReader().ReadAsync(stream, _ => Task.CompletedTask, CancellationToken.None));

        Assert.Contains("longer than", failed.Message, StringComparison.Ordinal);
        Assert.InRange(stream.BytesRead, BulkLineReader.MaxLineBytes, BulkLineReader.MaxLineBytes + (256 * 1024));
    }

    [Fact]
    public async Task The_longest_line_that_is_allowed_is_read()
    {
        var line = FullSyncUnderTest.Variant(101, 11);
        var padded = line[..^1] + new string(' ', BulkLineReader.MaxLineBytes - line.Length) + "}";

        Assert.Single(await ReadAsync(padded + "\n"));
    }

    [Fact]
    public async Task Never_more_than_a_batch_and_a_buffer_is_in_memory_however_long_the_file_is()
    {
        const int Lines = 200_000;
        var stream = new RepeatedLineStream(FullSyncUnderTest.FileOf(FullSyncUnderTest.Level(11, 7, 5)), Lines);
        long staged = 0;
        List<int> sizes = [];
        List<long> ahead = [];

        await new BulkLineReader().ReadAsync(
            stream,
            batch =>
            {
                sizes.Add(batch.Variants.Count + batch.Levels.Count);
                staged += sizes[^1];
                ahead.Add(stream.BytesRead - (staged * stream.LineBytes));
                return Task.CompletedTask;
            },
            CancellationToken.None);

        Assert.Equal(Lines, staged);
        Assert.All(sizes, size => Assert.InRange(size, 1, BulkLineReader.BatchRows));
        Assert.All(ahead, bytes => Assert.InRange(bytes, 0, 256 * 1024));
    }

    [Fact]
    public async Task Nothing_is_read_on_while_a_batch_is_being_staged()
    {
        var stream = new RepeatedLineStream(FullSyncUnderTest.FileOf(FullSyncUnderTest.Level(11, 7, 5)), 50_000);
        var staging = new TaskCompletionSource();

        var reading = new BulkLineReader().ReadAsync(stream, _ => staging.Task, CancellationToken.None);

        Assert.False(reading.IsCompleted);
        Assert.InRange(stream.BytesRead, 1, (BulkLineReader.BatchRows * stream.LineBytes) + (256 * 1024));
        staging.SetResult();
        await reading;
    }

    private static async Task<List<StagedBatch>> ReadAsync(string text, BulkLineReader? reader = null)
    {
        List<StagedBatch> batches = [];
        await (reader ?? new BulkLineReader()).ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), Keep(batches), CancellationToken.None);
        return batches;
    }

    private static Func<StagedBatch, Task> Keep(List<StagedBatch> batches) => batch =>
    {
        batches.Add(batch with { Variants = [.. batch.Variants], Levels = [.. batch.Levels] }); // the reader takes its lists back
        return Task.CompletedTask;
    };

    private static string Broken(string line, string part, string by)
    {
        Assert.Contains(part, line, StringComparison.Ordinal);
        return line.Replace(part, by, StringComparison.Ordinal);
    }

    private static UnixTime Time(string text) => UnixTime.From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
}
