using InventorySync.Tests.Support;
using LocalRun.Rehearse;

namespace Tools.Tests.LocalRun;

/// <summary>The scenarios that the verb `rehearse` plays, each within its bounds of simulated time.</summary>
public abstract class RehearsalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _folder.Dispose();
    }

    private protected async Task<Performance> RehearseAsync(string scenario)
    {
        var performance = await Scenarios.All.Single(each => each.Name == scenario)
            .RehearseAsync(new DirectoryInfo(_folder.Root), variants: 120, seed: 1, _ => { }, CancellationToken.None);
        var timeline = performance.Timeline.Select(entry => $"{entry.After} {entry.Kind} {entry.Text}");
        Assert.True(
            performance.Faults.Count == 0, $"{string.Join(' ', performance.Faults)}\n{string.Join('\n', timeline)}");
        return performance;
    }
}

// Classes of their own, since these run side by side.
public sealed class ADayWithoutWebhooksTests : RehearsalTests
{
    [Fact]
    public Task Is_noticed_within_the_hour_and_is_over_with_the_next_full_sync() => RehearseAsync("no-webhooks");
}

public sealed class OutageRehearsalTests : RehearsalTests
{
    [Fact]
    public Task A_surge_after_an_outage_is_applied_in_full() => RehearseAsync("surge");

    [Fact]
    public async Task A_database_that_was_down_loses_nothing()
    {
        var performance = await RehearseAsync("database-down");

        Assert.Equal(Stage.NoStatus, performance.NoticedBy);
    }
}

public sealed class ConfigurationRehearsalTests : RehearsalTests
{
    [Fact]
    public Task A_rotated_secret_is_noticed_and_what_was_refused_is_made_up_for() => RehearseAsync("rotated-secret");

    [Fact]
    public async Task A_deleted_subscription_is_made_again_and_made_up_for_without_anybody()
    {
        var performance = await RehearseAsync("deleted-subscription");

        Assert.False(performance.IsMended);
    }

    [Fact]
    public async Task A_wrong_secret_for_tokens_is_named_by_the_probe()
    {
        var performance = await RehearseAsync("wrong-token");

        Assert.Equal("probeFailed", performance.NoticedBy);
        Assert.Contains("subscriptionsUnchecked", performance.Signals);
    }

    [Fact]
    public async Task A_bulk_file_that_is_cut_short_replaces_nothing_and_the_next_run_repairs()
    {
        var performance = await RehearseAsync("cut-short");

        Assert.Contains(performance.Timeline, entry => entry.Text.Contains("ended as Failed: Guarding", StringComparison.Ordinal));
    }
}
