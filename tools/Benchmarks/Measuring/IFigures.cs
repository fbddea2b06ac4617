namespace Benchmarks.Measuring;

/// <summary>Figures that are measured together.</summary>
internal interface IFigures
{
    IAsyncEnumerable<Figure> MeasureAsync(Pace pace, CancellationToken cancellationToken);
}
