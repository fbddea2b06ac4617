using Xunit.Abstractions;

namespace InventorySync.Tests.Convergence;

/// <summary>The histories of fixed seeds. <c>dotnet dev.cs simulate</c> plays more, of chosen and of fresh seeds, and explains one that fails.</summary>
public sealed class ConvergenceTests(ITestOutputHelper output)
{
    /// <summary>CI plays the seeds after these as a step of its own.</summary>
    private const int FixedSeeds = 300;

    [Fact]
    public void The_tables_end_up_equal_to_the_store()
    {
        var end = Histories.RunAll([.. Enumerable.Range(1, FixedSeeds).Select(seed => (long)seed)], Plan.UsualActions);

        output.WriteLine($"{end.Ran} histories; Shopify debounced {end.Debounced} webhooks away");
        Assert.True(end.Failed.Count == 0, end.Failed.Count == 0 ? "" : $"{end.Failed.Count} failed; the first: {end.Failed[0].Plan}: {end.Failed[0].Broken}\n{Histories.Explain(end.Failed[0].Plan)}");
        Assert.Equal(FixedSeeds, end.Ran);
    }

    [Fact]
    public void A_history_replays_byte_for_byte_from_its_seed()
    {
        using var laboratory = new Laboratory();
        foreach (var seed in Enumerable.Range(1, 10).Select(number => (long)number))
        {
            var plan = Plan.Of(seed, Plan.UsualActions);
            var (once, again) = (History.Run(laboratory, plan, isTraced: true), History.Run(laboratory, plan, isTraced: true));

            Assert.NotEmpty(once.Trace);
            Assert.Equal(string.Join('\n', once.Trace), string.Join('\n', again.Trace));
        }
    }
}
