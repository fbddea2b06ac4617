namespace LocalRun.Rehearse;

/// <summary>What happened in a rehearsal, on its own clock.</summary>
/// <param name="began">When it began.</param>
/// <param name="show">Is told each entry as it comes.</param>
internal sealed class Timeline(DateTimeOffset began, Action<TimelineEntry> show)
{
    private readonly List<TimelineEntry> _entries = [];

    public IReadOnlyList<TimelineEntry> Entries => _entries;

    public void Add(TimelineKind kind, DateTimeOffset at, string text)
    {
        var entry = new TimelineEntry(kind, at - began, text);
        _entries.Add(entry);
        show(entry);
    }
}

/// <summary>One thing that happened.</summary>
/// <param name="After">Since the rehearsal began.</param>
internal sealed record TimelineEntry(TimelineKind Kind, TimeSpan After, string Text);

internal enum TimelineKind
{
    /// <summary>Something was broken by the rehearsal.</summary>
    Broke,

    /// <summary>It was mended by the rehearsal: by Shopify, the platform or an operator.</summary>
    Mended,

    /// <summary>Status says something that it had not said, or does not say it any more.</summary>
    Status,

    /// <summary>The app did something by itself.</summary>
    Did,

    /// <summary>SKUs began to be wrong, or all are right again.</summary>
    Tables,
}
