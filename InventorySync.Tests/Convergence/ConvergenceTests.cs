namespace InventorySync.Tests.Convergence;

public sealed class ConvergenceTests
{
    [Fact]
    public void The_tables_end_up_equal_to_the_store()
    {
        using var laboratory = new Laboratory();
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var end = History.Run(laboratory, Plan.Of(seed, 200));
            Assert.True(end.Broken is null, $"{end.Plan}: {end.Broken}");
        }
    }
}
