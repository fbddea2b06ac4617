using Xunit.Abstractions;

namespace InventorySync.Tests.Convergence;

/// <summary>The checks bite: of each deliberate fault, a history soon tells.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int MaxSeeds = 400;

    public static TheoryData<string> Names => [.. Faults.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_deliberate_fault_is_caught(string name)
    {
        using var laboratory = new Laboratory();
        var fault = Faults.All.Single(fault => fault.Name == name);
        for (var seed = 1; seed <= MaxSeeds; seed++)
        {
            if (History.Run(laboratory, Plan.Of(seed, 200), fault).Broken is not { } broken) continue;
            output.WriteLine($"caught by seed {seed}: {broken}");
            return;
        }

        Assert.Fail($"{MaxSeeds} histories did not notice: {name}.");
    }
}
