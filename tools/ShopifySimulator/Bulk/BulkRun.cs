using System.Buffers;
using GraphQL;
using GraphQL.Execution;
using ShopifySimulator.Api;

namespace ShopifySimulator.Bulk;

/// <summary>One bulk query at work: page by page out of the shop, line by line into a file.</summary>
/// <param name="read">Begins the reading of a page.</param>
/// <param name="order">Null where children stand after their parent: groupObjects.</param>
internal sealed class BulkRun(BulkQuery query, AdminExecutor executor, Func<BulkPages, Reading> read, LineOrder? order, BulkFault fault)
    : IDisposable
{
    private readonly BulkPages _pages = new(query.Outermost);
    private readonly BulkLineWriter _writer = new();
    private readonly ArrayBufferWriter<byte> _page = new();
    private long _rootsSeen;

    public long Lines { get; private set; }

    public long Roots { get; private set; }

    public bool HasMore { get; private set; } = true;

    /// <exception cref="ExecutionError">The query cannot be answered.</exception>
    public async Task WritePageAsync(Stream file, CancellationToken cancellationToken)
    {
        _pages.BeginRound();
        var result = await executor.ExecuteAsync(query.Document, read(_pages), cancellationToken);
        if (result.Errors is { Count: > 0 } errors) throw errors[0];

        _page.ResetWrittenCount();
        foreach (var root in _writer.Lines((RootExecutionNode)result.Data!).Where(Remains))
        {
            Roots++;
            foreach (var line in order?.Next(root) ?? Grouped(root)) Write(line);
        }

        HasMore = _pages.HasMore;
        foreach (var line in HasMore || order is null ? [] : order.Rest()) Write(line);
        await file.WriteAsync(_page.WrittenMemory, cancellationToken);
    }

    public void Dispose() => _writer.Dispose();

    private void Write(BulkLine line)
    {
        Lines++;
        _page.Write(line.Text);
    }

    private bool Remains(BulkLine root)
    {
        if (fault == BulkFault.LevelsMissing) CutOff(root);
        return fault != BulkFault.VariantsMissing || _rootsSeen++ % 2 == 0;
    }

    private static void CutOff(BulkLine line)
    {
        if (line.Children.Count > 1) line.Children.RemoveRange(1, line.Children.Count - 1);
        line.Children.ForEach(CutOff);
    }

    private static IEnumerable<BulkLine> Grouped(BulkLine line) => [line, .. line.Children.SelectMany(Grouped)];
}
