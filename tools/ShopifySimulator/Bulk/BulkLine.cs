namespace ShopifySimulator.Bulk;

/// <summary>A line of the result, and those that have it as their parent.</summary>
internal sealed class BulkLine(byte[] text, BulkLine? parent)
{
    /// <summary>JSON, its end of line included.</summary>
    public byte[] Text { get; } = text;

    public BulkLine? Parent { get; } = parent;

    public List<BulkLine> Children { get; } = [];
}
