using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Changes;

public sealed class LagRecorderTests : IAsyncLifetime
{
    private AppUnderTest _app = null!;

    public async Task InitializeAsync() => _app = await AppUnderTest.StartAsync();

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Changes_are_written_down_in_one_go_every_ten_seconds()
    {
        await DeliverAsync(1);
        await DeliverAsync(2);
        await DeliverAsync(3);
        Assert.Equal(["1"], await _app.QueryAsync($"SELECT sum(Messages) FROM ChangeLag WHERE Stage = {(int)LagStage.DequeuedToCommitted}"));

        _app.Clock.Advance(TimeSpan.FromSeconds(10));
        await DeliverAsync(4);

        Assert.Equal(["4"], await _app.QueryAsync($"SELECT sum(Messages) FROM ChangeLag WHERE Stage = {(int)LagStage.DequeuedToCommitted}"));
        var now = UnixTime.From(_app.Clock.GetUtcNow()).Nanoseconds;
        Assert.Equal([$"Change|{now}", $"ChangeTrigger|{now}", $"Secret:0|{now}"], await _app.QueryAsync("SELECT Name, At FROM LastSeen ORDER BY Name"));
    }

    [Fact]
    public async Task A_measure_that_cannot_be_written_fails_no_change()
    {
        await _app.ExecuteAsync("DROP TABLE ChangeLag");

        await DeliverAsync(1);

        Assert.Equal(["1|0"], await _app.QueryAsync("SELECT InventoryItemId, IsDeleted FROM InventoryItem"));
        Assert.NotEmpty(_app.Lines(1113));
    }

    [Theory]
    [InlineData(-5_000, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1.5, 1)]
    [InlineData(1_000, 9)]
    [InlineData(86_400_000, 22)]
    [InlineData(86_400_001, 23)]
    public void A_lag_is_in_the_first_bucket_that_holds_it(double milliseconds, int bucket)
    {
        Assert.Equal(bucket, LagBuckets.Of(TimeSpan.FromMilliseconds(milliseconds)));
        Assert.Equal(LagBuckets.UpperBounds.Order(), LagBuckets.UpperBounds);
    }

    private Task DeliverAsync(int item) =>
        _app.DeliverAsync("inventory_items/update", $$"""{"id":{{item}},"tracked":true,"updated_at":"2026-03-16T08:35:07Z"}""");
}
