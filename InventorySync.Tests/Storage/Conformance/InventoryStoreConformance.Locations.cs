using CsCheck;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreFact]
    public async Task A_location_counts_only_while_it_is_active()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));

        Assert.Equal(new LocationChange(Outcome.Applied, 1), await LocateAsync(LocationState.Inactive, 100));
        Assert.Equal("3", await AvailableAsync());
        Assert.Equal(new LocationChange(Outcome.Applied, 1), await LocateAsync(LocationState.Active, 200));
        Assert.Equal("8", await AvailableAsync());
        await LocateAsync(LocationState.Inactive, 300);
        Assert.Equal(new LocationChange(Outcome.Applied, 0), await LocateAsync(LocationState.Deleted, 400));
        Assert.Equal("3", await AvailableAsync());
        Assert.Equal(["7|Shop|0|1"], await LocationsAsync());
    }

    [StoreFact]
    public async Task A_level_of_an_inactive_location_is_kept_and_counts_once_it_is_active()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));
        await LocateAsync(LocationState.Inactive, 100);
        Assert.Equal((3, 3), (await ApplyAsync(Update(9, 200, 200.5))) switch { var change => (change.OldAvailable, change.NewAvailable) });

        await LocateAsync(LocationState.Active, 300);

        Assert.Equal("12", await AvailableAsync());
    }

    [StoreTheory]
    [InlineData(LocationState.Active, 100, LocationState.Inactive, 99, Outcome.Superseded)]
    [InlineData(LocationState.Active, 100, LocationState.Active, 100, Outcome.Repeat)]
    [InlineData(LocationState.Active, 100, LocationState.Inactive, 100, Outcome.ConflictApplied)]
    [InlineData(LocationState.Inactive, 100, LocationState.Active, 100, Outcome.ConflictKept)]
    [InlineData(LocationState.Inactive, 100, LocationState.Deleted, 100, Outcome.ConflictApplied)]
    [InlineData(LocationState.Deleted, 100, LocationState.Active, 100, Outcome.ConflictKept)]
    [InlineData(LocationState.Deleted, 100, LocationState.Active, 101, Outcome.Applied)]
    [InlineData(LocationState.Active, 100, LocationState.Inactive, 100.5, Outcome.ConflictApplied)]
    [InlineData(LocationState.Active, 100.5, LocationState.Inactive, 100, Outcome.ConflictKept)]
    [InlineData(LocationState.Inactive, 100.5, LocationState.Active, 101, Outcome.Applied)]
    public async Task A_locations_webhook_is_decided_as_the_rule_of_presence_says(
        LocationState held, double heldSeenAt, LocationState offered, double seenAt, Outcome expected)
    {
        await LocateAsync(held, heldSeenAt);

        Assert.Equal(expected, (await LocateAsync(offered, seenAt)).Outcome);

        var kept = expected.Writes() ? offered : held;
        Assert.Equal(
            [$"{(kept is LocationState.Active ? 1 : 0)}|{(kept is LocationState.Deleted ? 1 : 0)}"],
            await Database.QueryAsync("SELECT IsActive, IsDeleted FROM Location"));
    }

    [StoreFact]
    public async Task Webhooks_of_a_location_in_any_order_and_number_end_in_the_same_rows()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));
        var location = 1_000L;
        await Gen.Select(Gen.Select(Gen.Enum<LocationState>(), Gen.Int[1, 4]).Array[1, 6], Gen.Int[0, 1_000_000]).SampleAsync(
            async (webhooks, seed) =>
            {
                var random = new Random(seed);
                (LocationState, int)[] shuffled = [.. webhooks, .. webhooks.Where(_ => random.Next(2) == 0)];
                random.Shuffle(shuffled);
                return await EndOfAsync(webhooks) == await EndOfAsync(shuffled);
            },
            iter: 40, threads: 1);

        async Task<string> EndOfAsync((LocationState State, int SeenAt)[] webhooks)
        {
            location++;
            foreach (var (state, seenAt) in webhooks) await LocateAsync(state, seenAt, location);
            return Assert.Single(
                await Database.QueryAsync($"SELECT IsActive, IsDeleted, SeenAt FROM Location WHERE LocationId = {location}"));
        }
    }

    [StoreFact]
    public async Task What_was_not_heard_of_while_a_location_was_inactive_and_a_disagreement_are_left_to_an_early_full_sync()
    {
        await LocateAsync(LocationState.Inactive, 100);
        await LocateAsync(LocationState.Inactive, 200);
        await LocateAsync(LocationState.Active, 150);
        Assert.Null((await HistoryAsync()).EarlySync);

        await LocateAsync(LocationState.Active, 300);
        Assert.Equal(
            new EarlySync(EarlySyncReason.Locations, Now, At(300), At(300).Add(Margin + TimeSpan.FromSeconds(1))),
            (await HistoryAsync()).EarlySync);
        await LocateAsync(LocationState.Active, 300);
        Assert.Equal(At(300), (await HistoryAsync()).EarlySync!.SeenAfter);
        await LocateAsync(LocationState.Inactive, 500.2);
        Assert.Equal(At(300), (await HistoryAsync()).EarlySync!.SeenAfter);
        await LocateAsync(LocationState.Deleted, 500.9);
        Assert.Equal(At(500.9), (await HistoryAsync()).EarlySync!.SeenAfter);
    }

    /// <summary>Its deactivation is late or lost, or a full sync has seen the activation, though not its levels.</summary>
    [StoreFact]
    public async Task An_activation_of_a_location_that_is_held_as_active_asks_for_an_early_full_sync_too()
    {
        await LocateAsync(LocationState.Active, 100);
        await LocateAsync(LocationState.Active, 400);

        Assert.Equal(At(400), (await HistoryAsync()).EarlySync!.SeenAfter);
    }

    [StoreTheory]
    [InlineData(479, "7|Shop|1|0")]
    [InlineData(480, "7|Shop|0|0")]
    [InlineData(481, "7|Shop|0|0")]
    public async Task A_full_sync_takes_no_location_back(long deactivatedAt, string expected)
    {
        await LocateAsync(LocationState.Inactive, deactivatedAt);

        // It was made at 600, and so saw what was at 480 or later.
        await SyncLocationsAsync(new StagedLocation(Here, "Shop", IsActive: true));

        Assert.Equal([expected], await LocationsAsync());
    }

    [StoreTheory]
    [InlineData(479, "7|Shop|0|1")]
    [InlineData(480, "7|Shop|0|1")]
    [InlineData(481, "7|Shop|1|0")]
    public async Task A_location_that_a_full_sync_has_not_seen_is_deleted_unless_it_was_seen_later(long activatedAt, string expected)
    {
        await LocateAsync(LocationState.Active, activatedAt);

        await SyncLocationsAsync();

        Assert.Equal([expected], await LocationsAsync());
    }

    private Task<LocationChange> LocateAsync(LocationState state, double seenAt, long location = Here) =>
        Store.ApplyLocationAsync(
            new LocationObservation(location, state, state is LocationState.Deleted ? null : "Shop", At(seenAt)), Now,
            CancellationToken.None);

    private async Task SyncLocationsAsync(params StagedLocation[] locations)
    {
        var run = await LeaseAsync("sync");
        var lease = new RunLease(run!.Id, "sync");
        await Store.ClearStagingAsync(lease, CancellationToken.None);
        await Store.StageAsync(lease, new StagedBatch([], [], locations), CancellationToken.None);
        await Store.ReplaceAsync(lease, new Replacement(At(600), At(480), LaterNow), CancellationToken.None);
    }

    private Task<IReadOnlyList<string>> LocationsAsync() =>
        Database.QueryAsync("SELECT LocationId, Name, IsActive, IsDeleted FROM Location ORDER BY LocationId");
}
