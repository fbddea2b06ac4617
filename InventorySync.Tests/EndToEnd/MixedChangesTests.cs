using System.Globalization;
using InventorySync.Tests.Support;
using Xunit.Abstractions;

namespace InventorySync.Tests.EndToEnd;

/// <summary>
/// Whatever merchants and customers do, the webhooks alone bring it into the tables, in whatever order and number they come. A seed that
/// fails is in the test's name; the environment variable INVENTORYSYNC_SEEDS (such as 100-400) runs others.
/// </summary>
public sealed class MixedChangesTests(ITestOutputHelper output)
{
    private const string SeedsVariable = "INVENTORYSYNC_SEEDS";

    private const int Rounds = 3;
    private const int ActionsOfRound = 40;

    public static TheoryData<int> Seeds
    {
        get
        {
            var range = (Environment.GetEnvironmentVariable(SeedsVariable)
                ?? "1-4").Split('-').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture)).ToArray();
            return [.. Enumerable.Range(range[0], range[^1] - range[0] + 1)];
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_webhooks_alone_bring_any_mix_of_changes_into_the_tables(int seed)
    {
        var random = new Random(seed);
        using var folder = new TempFolder();
        await using var system = await RunningSystem.StartAsync(folder, variants: random.Next(8, 40), seed);
        await system.SyncWellAsync();

        system.Faults.WebhookDuplicationRate = 0.3;
        system.Faults.WebhookReordering = TimeSpan.FromMilliseconds(random.Next(100));
        system.Faults.LatePayload = TimeSpan.FromMilliseconds(random.Next(2) * random.Next(60));
        system.Faults.TriggersInWholeSeconds = random.Next(3) == 0;
        system.Faults.ReplicaLag = TimeSpan.FromSeconds(random.Next(2) * random.Next(110));
        var commotion = new Commotion(system.Shop, random);
        for (var round = 0; round < Rounds; round++)
        {
            for (var action = 0; action < ActionsOfRound; action++)
            {
                output.WriteLine($"{system.Clock.GetUtcNow():HH:mm:ss.fffffff} {commotion.Act()}");
                if (random.Next(8) == 0) await system.DeliverAsync();
            }

            await system.SettleAsync();
            system.TablesEqualTheStore();
        }

        Assert.Equal(["1"], await system.QueryAsync("SELECT count(*) FROM SyncRun"));
    }
}
