namespace Benchmarks.Measuring;

/// <summary>Figures that are measured together.</summary>
internal interface IFigures
{
    /// <summary>What --only asks for them by.</summary>
    string Name { get; }

    IAsyncEnumerable<Figure> MeasureAsync(Pace pace, CancellationToken cancellationToken);
}
