using InventorySync.Tests.Support;

namespace Tools.Tests.DevRunner;

/// <summary>What `dotnet dev.cs test` says of a run's result files.</summary>
public sealed class ResultsTests : IDisposable
{
    private const string Passed = """<UnitTestResult testName="InventorySync.Tests.A.Passes" outcome="Passed" duration="00:00:01.5" />""";

    private const string Skipped = """
        <UnitTestResult testName="InventorySync.Tests.A.Is_skipped" outcome="NotExecuted" duration="00:00:00.001">
          <Output><ErrorInfo><Message>INVENTORYSYNC_TEST_SQLSERVER names no SQL Server</Message></ErrorInfo></Output>
        </UnitTestResult>
        """;

    private readonly TempFolder _folder = new();

    private static string Failed => $"""
        <UnitTestResult testName="InventorySync.Tests.A.Fails" outcome="Failed" duration="00:00:07.3">
          <Output><ErrorInfo>
            <Message>Expected: 1
        Actual: 2</Message>
            <StackTrace>   at Some.Library.Inside()
           at InventorySync.Tests.A.Fails() in {Path.Combine(Repository.Root, "A.cs")}:line 7</StackTrace>
          </ErrorInfo></Output>
        </UnitTestResult>
        """;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_slowest_come_first_then_what_failed_and_why_and_the_counts_last()
    {
        var (exitCode, lines) = await ReportAsync(Passed + Failed + Skipped);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                "", "The slowest tests:", "     7.3 s  A.Fails", "     1.5 s  A.Passes", "     0.0 s  A.Is_skipped",
                "", "Failed: A.Fails", "  Expected: 1", "  Actual: 2", "    at InventorySync.Tests.A.Fails() in A.cs:line 7",
                "",
                "1 skipped: INVENTORYSYNC_TEST_SQLSERVER names no SQL Server. To run them, set INVENTORYSYNC_TEST_SQLSERVER to a "
                + "connection string (Server=...;User ID=...;Password=...) and run `dotnet dev.cs test`.",
                "3 tests in 1:05.", "1 passed, 1 failed, 1 skipped",
            ],
            lines);
    }

    [Fact]
    public async Task A_run_without_a_failure_is_good()
    {
        var (exitCode, lines) = await ReportAsync(Passed);

        Assert.Equal((0, "1 passed, 0 failed"), (exitCode, lines[^1]));
    }

    /// <summary>What it did not reach has no result, so the results alone would look good.</summary>
    [Fact]
    public async Task A_test_host_that_crashed_is_a_failure_though_no_test_failed()
    {
        var (exitCode, lines) = await ReportAsync(
            Passed,
            """<RunInfo outcome="Error"><Text>The active test run was aborted. Reason: Test host process crashed</Text></RunInfo>""",
            """<TestSequence><Test DisplayName="InventorySync.Tests.A.Crashes" Completed="False" /></TestSequence>""");

        Assert.Equal((1, "1 passed, 1 failed"), (exitCode, lines[^1]));
        Assert.Contains("Incomplete run: The active test run was aborted. Reason: Test host process crashed", lines);
        Assert.Contains("Incomplete run: A.Crashes was running.", lines);
    }

    /// <summary>Such as a fault after the last test. The file beside the results keeps it for the next look.</summary>
    [Fact]
    public async Task A_test_host_that_ended_badly_is_a_failure_though_every_test_passed()
    {
        await File.WriteAllTextAsync(_folder.File("exit-code.txt"), "134");

        var (exitCode, lines) = await ReportAsync(Passed);

        Assert.Equal((1, "1 passed, 1 failed"), (exitCode, lines[^1]));
        Assert.Contains(lines, line => line.Contains("ended with exit code 134", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_without_results_is_a_failure()
    {
        var (exitCode, lines) = await ReportAsync("");

        Assert.Equal((1, "0 passed, 1 failed"), (exitCode, lines[^1]));
    }

    private async Task<(int ExitCode, string[] Lines)> ReportAsync(
        string results, string runInfo = "", string sequence = "<TestSequence />")
    {
        await File.WriteAllTextAsync(_folder.File("Sequence_1.xml"), sequence);
        await File.WriteAllTextAsync(_folder.File("run.trx"), $"""
            <TestRun>
              <Times start="2026-03-16T10:00:00+00:00" finish="2026-03-16T10:01:05+00:00" />
              <Results>{results}</Results>
              <ResultSummary><RunInfos>{runInfo}</RunInfos></ResultSummary>
            </TestRun>
            """);
        var (exitCode, output, _) = await TaskRunner.RunAsync(Repository.Root, "results", _folder.Root);
        return (exitCode, output.TrimEnd().Split(Environment.NewLine));
    }
}
