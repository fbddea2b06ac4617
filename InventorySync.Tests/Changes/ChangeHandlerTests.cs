using InventorySync.Changes;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Tests.Convergence.Planted;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Tests.Changes;

public sealed class ChangeHandlerTests
{
    [Fact]
    public async Task A_message_that_is_tried_again_after_its_commit_is_counted_once()
    {
        var failures = 2;
        await using var app = await AppUnderTest.StartAsync(
            moreServices: services => services.AddSingleton<ILookUpStore>(
                provider => OtherwiseStore.Of(
                    provider.GetRequiredService<IInventoryStore>(), nameof(ILookUpStore.GetDueLookUpsAsync),
                    _ => failures-- > 0
                        ? Task.FromException<IReadOnlyList<PendingLookUp>>(new IOException("The database is away."))
                        : Task.FromResult<IReadOnlyList<PendingLookUp>>([]))));
        var now = UnixTime.From(app.Clock.GetUtcNow());
        // Of an item that no row tells of: the change is committed, and its look-up is due at once.
        var message = new ChangeMessage(
            1, ChangeKinds.Level, "inventory_levels/update", "shop.myshopify.com", "w-1", null, null, now, null, null,
            Level: new LevelMessage(11, 7, LevelEvent.Update, 5, now)).ToBytes();
        var handler = app.Services.GetRequiredService<ChangeHandler>();

        for (var tries = 0; tries < 2; tries++)
        {
            await Assert.ThrowsAsync<IOException>(() => handler.HandleAsync(message, enqueuedAt: null, CancellationToken.None));
            Assert.Equal(["5"], await app.QueryAsync("SELECT Available FROM InventoryLevel"));
            Assert.Empty(await DeliveriesAsync(app));
        }

        await handler.HandleAsync(message, enqueuedAt: null, CancellationToken.None);
        Assert.Equal(["inventory_levels/update|Queued|1"], await DeliveriesAsync(app));
    }

    private static async Task<IReadOnlyList<string>> DeliveriesAsync(AppUnderTest app)
    {
        await app.Services.GetRequiredService<DeliveryCounter>().FlushAsync(CancellationToken.None);
        return await app.QueryAsync("SELECT Topic, Outcome, Deliveries FROM DeliveryCount");
    }
}
