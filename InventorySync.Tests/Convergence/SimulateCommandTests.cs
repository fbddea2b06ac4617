using System.CommandLine;
using System.Globalization;
using InventorySync.Tests.Convergence.Planted;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace InventorySync.Tests.Convergence;

/// <summary>What `dotnet dev.cs simulate` takes and answers.</summary>
public sealed class SimulateCommandTests : IDisposable
{
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _errors = new(CultureInfo.InvariantCulture);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(5_000));

    [Theory]
    [InlineData("--seeds 7", "--seeds")]
    [InlineData("--count many", "--count takes a whole number from 1 to 2147483647, not \"many\".")]
    [InlineData("--count 0", "--count takes a whole number from 1 to 2147483647, not \"0\".")]
    [InlineData("--seed 1.5", "--seed takes a whole number, not \"1.5\".")]
    [InlineData("--faults --fresh 3", "leave --fresh out")]
    public void What_it_does_not_know_or_cannot_read_is_named(string options, string named)
    {
        Assert.NotEqual(0, Simulate(options));
        Assert.Contains(named, _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--actions 3", "1 histories of 3 actions (1 from seed 1 on)")]
    [InlineData("--seed 7 --count 2 --actions 3", "2 histories of 3 actions (2 from seed 7 on)")]
    [InlineData("--fresh 2 --actions 3", "2 histories of 3 actions (2 fresh ones from seed 5000 on)")]
    [InlineData("--seed 7 --fresh 2 --actions 3", "3 histories of 3 actions (1 from seed 7 on, 2 fresh ones from seed 5000 on)")]
    public void It_says_which_seeds_it_has_played_so_that_they_can_be_played_again(string options, string said)
    {
        Assert.Equal(0, Simulate(options));
        Assert.Contains(said, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_that_no_history_catches_fails_the_search()
    {
        Assert.Equal(1, Simulate("--faults --count 1 --actions 1"));
        Assert.Contains("NOT CAUGHT by 1 seeds from 1 on", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_that_a_history_catches_is_printed_as_its_line_of_the_table()
    {
        const string fault = "the sum is computed before the level is written";
        var (seed, planted) = (FaultSeeds.Known[fault], Faults.All.Single(each => each.Name == fault));

        Assert.Equal(0, new SimulateCommand(Console(), _clock).FindFaults([planted], seed, 1, Plan.UsualActions));

        var line = FaultSeeds.Line(fault, seed);
        Assert.Contains(line, Lines(_output.ToString()));
        Assert.Contains(
            line,
            File.ReadLines(Path.Combine(Repository.Root, "InventorySync.Tests", "Convergence", "Planted", "FaultSeeds.cs")));
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private int Simulate(string options)
    {
        var root = new RootCommand { SimulateCommand.Create(Console(), _clock) };
        return root.Parse($"simulate {options}").Invoke(new InvocationConfiguration { Output = _output, Error = _errors });
    }

    private IAnsiConsole Console() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(_output),
    });

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
