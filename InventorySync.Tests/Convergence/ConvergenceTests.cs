using System.Globalization;
using InventorySync.Tests.Support;
using Xunit.Abstractions;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// The histories of fixed seeds. <c>dotnet dev.cs simulate</c> plays more, of chosen and of fresh seeds, and explains one that fails.
/// </summary>
public sealed class ConvergenceTests(ITestOutputHelper output)
{
    /// <summary>CI plays the seeds after these as a step of its own.</summary>
    private const int FixedSeeds = 300;

    private const int NextSeeds = 700;
    private const int FreshSeeds = 1_000;

    [Fact]
    public void The_tables_end_up_equal_to_the_store()
    {
        var end = Histories.RunAll([.. Enumerable.Range(1, FixedSeeds).Select(seed => (long)seed)], Plan.UsualActions);

        output.WriteLine($"{end.Ran} histories; Shopify debounced {end.Debounced} webhooks away");
        if (end.Failed.Count > 0)
        {
            var first = end.Failed[0];
            Assert.Fail($"{end.Failed.Count} failed; the first: {first.Plan}: {first.Broken}\n{Histories.Explain(first.Plan)}");
        }

        Assert.Equal(FixedSeeds, end.Ran);
    }

    [Theory]
    [InlineData(".ci/run")]
    [InlineData(".github/workflows/test.yml")]
    public void CI_plays_the_seeds_after_the_fixed_ones_and_fresh_ones(string file) => Assert.Contains(
        string.Create(
            CultureInfo.InvariantCulture,
            $"dotnet dev.cs simulate --seed {FixedSeeds + 1} --count {NextSeeds} --fresh {FreshSeeds}\n"),
        Text(file),
        StringComparison.Ordinal);

    [Fact]
    public void The_document_tells_how_many_histories_are_played()
    {
        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The tests play {FixedSeeds} fixed seeds; "
                + $"CI plays the next {NextSeeds} as a step of its own, and {FreshSeeds:N0} fresh ones."),
            Text("docs/correctness.md").Replace('\n', ' '),
            StringComparison.Ordinal);
        Assert.Equal(2_000, FixedSeeds + NextSeeds + FreshSeeds);
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

    private static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");
}
