namespace Tools.Tests.DevRunner;

/// <summary>A verb for operators works on the checkout's run under way, without being told.</summary>
[Collection(SmallCheckout.Tests)]
public sealed class VerbSettingsTests(SmallCheckout checkout)
{
    [Fact]
    public async Task A_verb_works_on_the_run_under_way()
    {
        checkout.Write(".inventorysync/run.settings.json", "{}");
        try
        {
            Assert.EndsWith($" --state {checkout.File(".inventorysync")}", await SayAsync("status"), StringComparison.Ordinal);
            // It asks which of its verbs is meant.
            Assert.DoesNotContain("--state", await SayAsync("failed"), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(checkout.File(".inventorysync"), recursive: true);
        }
    }

    private async Task<string> SayAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await TaskRunner.RunAsync(checkout.Root, arguments);
        Assert.True(exitCode == 0, error);
        return output.Trim();
    }
}
