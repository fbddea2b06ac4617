using Xunit.Abstractions;

namespace InventorySync.Tests.Convergence.Planted;

/// <summary>The checks bite: each planted fault is caught by the history that is recorded for it.</summary>
public sealed class FaultTests(ITestOutputHelper output, SharedLaboratory laboratory) : IClassFixture<SharedLaboratory>
{
    private const string FindAgain = "Run `dotnet dev.cs simulate --faults` and paste the table that it prints into FaultSeeds.cs.";

    public static TheoryData<string> Names => [.. Faults.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_fault_is_caught_by_its_seed(string name)
    {
        Assert.True(FaultSeeds.Known.TryGetValue(name, out var seed), $"No seed is recorded that catches: {name}. {FindAgain}");

        var broken = History.Run(laboratory.Value, Plan.Of(seed, Plan.UsualActions), Faults.All.Single(fault => fault.Name == name)).Broken;

        Assert.True(broken is not null, $"Seed {seed} does not catch any more: {name}. {FindAgain}");
        output.WriteLine($"caught by seed {seed}: {broken}");
    }

    [Fact]
    public void Every_recorded_seed_is_of_a_planted_fault() =>
        Assert.Empty(FaultSeeds.Known.Keys.Except(Faults.All.Select(fault => fault.Name)));
}
