using InventorySync.Storage;

namespace InventorySync.Explain;

/// <summary>The observations that this instance has not written yet, beside those of the table.</summary>
internal static class UnwrittenObservations
{
    /// <summary>The last observations of a SKU, the newest first.</summary>
    /// <param name="unwritten">
    /// Of this instance, of any SKU, in the order in which they came. Taken before the table was read: one that was written meanwhile is
    /// then in both, and shown once; the other way round it would be in neither.
    /// </param>
    /// <param name="written">The table's, of this SKU, the newest first.</param>
    public static IReadOnlyList<LoggedObservation> Join(
        IReadOnlyList<LoggedObservation> unwritten, IReadOnlyList<LoggedObservation> written, SkuFacts facts, int limit) =>
    [
        .. unwritten.Where(row => IsAbout(row, facts) && !written.Any(other => IsSame(other, row)))
            .Reverse()
            .Concat(written)
            .OrderByDescending(row => row.RecordedAt)
            .Take(limit),
    ];

    /// <summary>As the statement ReadObservations finds them.</summary>
    private static bool IsAbout(LoggedObservation row, SkuFacts facts) => row.InventoryItemId is { } itemId
        ? itemId == facts.InventoryItemId
        : facts.Levels.Any(level => level.LocationId == row.LocationId)
            || (row.ProductId == facts.ProductId && (row.VariantId is null || row.VariantId == facts.VariantId));

    /// <summary>A store may have cut off the end of a text.</summary>
    private static bool IsSame(LoggedObservation written, LoggedObservation row) =>
        WithoutTexts(written) == WithoutTexts(row)
        && IsBeginning(written.Value, row.Value) && IsBeginning(written.Reason, row.Reason)
        && IsBeginning(written.Topic, row.Topic) && IsBeginning(written.WebhookId, row.WebhookId);

    private static LoggedObservation WithoutTexts(LoggedObservation row) =>
        row with { Value = null, Reason = null, Topic = null, WebhookId = null };

    private static bool IsBeginning(string? written, string? text) =>
        written is null ? text is null : text is not null && text.StartsWith(written, StringComparison.Ordinal);
}
