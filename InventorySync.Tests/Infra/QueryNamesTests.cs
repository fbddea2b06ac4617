using InventorySync.Storage;
using InventorySync.Tests.Support;
using InventorySync.Webhooks;

namespace InventorySync.Tests.Infra;

/// <summary>Alerts and charts name only what the app emits: one that names anything else stays silent, whatever happens.</summary>
public sealed class QueryNamesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "infra", "queries");

    private static readonly EmittedNames Emitted = EmittedNames.OfTheApp();

    /// <summary>The tags that a query may compare, with the names that they are made of.</summary>
    private static readonly Dictionary<string, IReadOnlySet<string>> Values = new(StringComparer.Ordinal)
    {
        ["inventorysync.webhooks outcome"] = Enum.GetNames<WebhookOutcome>().ToHashSet(StringComparer.Ordinal),
        ["inventorysync.fullsync.duration outcome"] = Enum.GetNames<SyncState>().ToHashSet(StringComparer.Ordinal),
    };

    public static TheoryData<string> Queries =>
        [.. Directory.EnumerateFiles(Folder, "*.kql").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_names_only_what_the_app_emits(string file) => Assert.Empty(QueryNames.FindUnknown(Read(file), Emitted, Values));

    [Theory]
    [InlineData(
        "drift.kql", "inventorysync.fullsync.drift", "inventorysync.fullsync.drifts", "there is no metric inventorysync.fullsync.drifts")]
    [InlineData("chart-drift.kql", "Properties.cause", "Properties.reason", "inventorysync.fullsync.drift has no tag reason")]
    [InlineData(
        "full-syncs-that-succeeded.kql", "'Succeeded'", "'Success'", "the tag outcome of inventorysync.fullsync.duration is never Success")]
    [InlineData(
        "full-syncs-that-succeeded.kql", "Properties.outcome", "Properties.Outcome", "inventorysync.fullsync.duration has no tag Outcome")]
    [InlineData(
        "webhooks-unauthorized.kql", "'Unauthorized'", "'Unauthorised'", "the tag outcome of inventorysync.webhooks is never Unauthorised")]
    [InlineData("change-latency-p95.kql", "1106", "1199", "there is no event 1199")]
    [InlineData("change-latency-p95.kql", "SinceReceiptMs", "SinceReceiptsMs", "no event of these has the field SinceReceiptsMs")]
    [InlineData("chart-failures.kql", "1102", "1", "there is no event 1")]
    [InlineData("webhooks-failed.kql", "'ShopifyWebhookFunction'", "'ShopifyWebhook'", "there is no function ShopifyWebhook")]
    [InlineData("webhooks-failed.kql", "AppRequests", "AppRequest", "AppRequest is no table that this app fills")]
    public void A_misspelled_name_is_found(string file, string right, string wrong, string expected)
    {
        var query = Read(file);
        Assert.Contains(right, query, StringComparison.Ordinal);

        Assert.Contains(expected, QueryNames.FindUnknown(query.Replace(right, wrong, StringComparison.Ordinal), Emitted, Values));
    }

    [Fact]
    public void Every_instrument_is_there_from_the_start_and_is_the_meters() =>
        Assert.All(Emitted.TagsByMetric.Keys, name => Assert.StartsWith("inventorysync.", name, StringComparison.Ordinal));

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n");
}
