namespace ShopifySimulator.Bulk;

/// <summary>
/// In which order lines are written: children come after their parent, but not next to it, as Shopify's results do without groupObjects;
/// only where nothing else is left do they follow it. Holds a few lines back, however many there are.
/// </summary>
internal sealed class LineOrder(Random random)
{
    /// <summary>Lines that wait for their turn while new roots still come.</summary>
    private const int HeldBack = 64;

    private readonly List<BulkLine> _waiting = [];
    private BulkLine? _last;

    /// <summary>What is written once the next root is there.</summary>
    public IEnumerable<BulkLine> Next(BulkLine root)
    {
        yield return Written(root);
        while (_waiting.Count > HeldBack + root.Children.Count) yield return Written(Draw());
    }

    /// <summary>What is left to be written.</summary>
    public IEnumerable<BulkLine> Rest()
    {
        while (_waiting.Count > 0) yield return Written(Draw());
    }

    private BulkLine Written(BulkLine line)
    {
        _waiting.AddRange(line.Children);
        return _last = line;
    }

    private BulkLine Draw()
    {
        var start = random.Next(_waiting.Count);
        for (var i = 0; i < _waiting.Count; i++)
        {
            var index = (start + i) % _waiting.Count;
            if (_waiting[index].Parent != _last) return Take(index);
        }

        return Take(start);
    }

    private BulkLine Take(int index)
    {
        var line = _waiting[index];
        _waiting[index] = _waiting[^1];
        _waiting.RemoveAt(_waiting.Count - 1);
        return line;
    }
}
