using InventorySync.FullSync;
using InventorySync.Shopify;
using InventorySync.Storage;

namespace InventorySync.Tests.FullSync;

public sealed class GuardTests
{
    /// <summary>What is wrong, and what the reason has to name; nothing where it may replace.</summary>
    public static TheoryData<Case> Cases =>
    [
        new("all is well", null),
        new("not completed", "RUNNING, not COMPLETED") { Status = "RUNNING" },
        new("failed", "FAILED, not COMPLETED") { Status = "FAILED" },
        new("fewer bytes", "999 bytes, but the bulk operation says 1000") { Bytes = 999 },
        new("more bytes", "1001 bytes, but the bulk operation says 1000") { Bytes = 1001 },
        new("bytes of no known size", "1000 bytes, but the bulk operation says 0") { FileSize = null },
        new("fewer roots", "9 variants, but the bulk operation says 10") { Roots = 9 },
        new("more roots", "11 variants, but the bulk operation says 10") { Roots = 11 },
        new("no result although there are roots", "0 bytes") { Bytes = 0, Roots = 0, Lines = 0 },
        new("an empty store, the first time", null)
        {
            FileSize = null, Bytes = 0, RootObjectCount = 0, Roots = 0, ObjectCount = 0, Lines = 0, Variants = 0, Before = null,
        },
        new("an empty store, after a full one", "shrunk from 10 variants to 0")
        {
            FileSize = null, Bytes = 0, RootObjectCount = 0, Roots = 0, ObjectCount = 0, Lines = 0, Variants = 0,
        },
        new("an empty store, after an empty one", null)
        {
            FileSize = null, Bytes = 0, RootObjectCount = 0, Roots = 0, ObjectCount = 0, Lines = 0, Variants = 0, Before = 0,
        },
        new("shrunk by exactly as much as allowed", null) { Variants = 8 },
        new("shrunk by more", "shrunk from 10 variants to 7, by more than 20%") { Variants = 7 },
        new("shrunk by more in a large store", "shrunk") { Before = 1_000_000_000_000, Variants = 799_999_999_999 },
        new("shrunk with nothing before", null) { Variants = 1, Before = null },
        new("grown", null) { Variants = 10, Before = 1 },
        new("shrunk where any shrinking is refused", "by more than 0%") { Variants = 9, MaxShrinkPercent = 0 },
        new("the same where any shrinking is refused", null) { MaxShrinkPercent = 0 },
        new("emptied where all is allowed", null) { Variants = 0, MaxShrinkPercent = 100 },
        new("other objects than lines", null) { ObjectCount = 31 },
        new("other objects than lines, strictly", "30 lines, but the bulk operation counted 31 objects")
        {
            ObjectCount = 31, StrictCounts = true,
        },
        new("fewer levels", null) { FewerLevels = 2 },
        new("fewer levels, strictly", "2 items have fewer levels than their locationsCount") { FewerLevels = 2, StrictCounts = true },
        new("all is well, strictly", null) { StrictCounts = true },
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_download_that_is_not_whole_is_refused_with_the_reason(Case test)
    {
        var refusal = Guard.FindReasonToRefuse(
            new BulkOperation("id", test.Status, null, default, test.ObjectCount, test.RootObjectCount, test.FileSize, null),
            new DownloadedFile(test.Bytes, test.Lines, test.Roots),
            new StagedCounts(test.Variants, 20, 2, test.FewerLevels),
            test.Before,
            new FullSyncOptions { MaxShrinkPercent = test.MaxShrinkPercent, StrictCounts = test.StrictCounts });

        if (test.Reason is null) Assert.Null(refusal);
        else Assert.Contains(test.Reason, refusal?.Text, StringComparison.Ordinal);
    }

    public sealed record Case(string Name, string? Reason)
    {
        public string Status { get; init; } = "COMPLETED";

        public long? FileSize { get; init; } = 1_000;

        public long Bytes { get; init; } = 1_000;

        public long RootObjectCount { get; init; } = 10;

        public long Roots { get; init; } = 10;

        public long ObjectCount { get; init; } = 30;

        public long Lines { get; init; } = 30;

        public long Variants { get; init; } = 10;

        public long FewerLevels { get; init; }

        public long? Before { get; init; } = 10;

        public int MaxShrinkPercent { get; init; } = 20;

        public bool StrictCounts { get; init; }

        public override string ToString() => Name;
    }
}
