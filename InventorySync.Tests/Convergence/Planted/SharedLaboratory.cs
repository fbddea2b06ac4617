namespace InventorySync.Tests.Convergence.Planted;

/// <summary>One laboratory for the tests of a class, which run one after the other.</summary>
public sealed class SharedLaboratory : IDisposable
{
    internal Laboratory Value { get; } = new();

    public void Dispose() => Value.Dispose();
}
