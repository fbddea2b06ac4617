using InventorySync.Changes;
using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace InventorySync.Tests.Changes;

public sealed class PauseGateTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly TestClock _clock = new(Start) { MovesItself = true };
    private readonly PausedStore _store;
    private readonly PauseGate _gate;

    public PauseGateTests()
    {
        _store = new PausedStore();
        _gate = new PauseGate(_store, _clock, NullLogger<PauseGate>.Instance);
    }

    [Fact]
    public async Task Without_a_pause_a_message_is_not_held_and_the_database_is_asked_once_a_second()
    {
        for (var messages = 0; messages < 100; messages++) Assert.False(await _gate.HoldsAsync(CancellationToken.None));
        Assert.Equal(1, _store.Asked);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await _gate.HoldsAsync(CancellationToken.None));
        Assert.Equal(2, _store.Asked);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task During_a_pause_a_message_is_held_for_a_minute_and_goes_back()
    {
        _store.Pause = new Pause(UnixTime.From(Start), null);

        Assert.True(await _gate.HoldsAsync(CancellationToken.None));

        Assert.Equal(TimeSpan.FromMinutes(1), _clock.GetUtcNow() - Start);
    }

    [Fact]
    public async Task A_pause_that_ends_lets_the_message_that_is_held_through()
    {
        _store.Pause = new Pause(UnixTime.From(Start), null);
        _clock.Waiting = _ => _store.Pause = _store.Asked < 5 ? _store.Pause : null;

        Assert.False(await _gate.HoldsAsync(CancellationToken.None));

        Assert.Equal(TimeSpan.FromSeconds(5), _clock.GetUtcNow() - Start);
    }

    [Fact]
    public async Task A_stop_gives_the_message_back_without_a_failure()
    {
        using var stopping = new CancellationTokenSource();
        _store.Pause = new Pause(UnixTime.From(Start), null);
        _clock.Waiting = _ => stopping.Cancel();

        Assert.True(await _gate.HoldsAsync(stopping.Token));
    }

    [Fact]
    public async Task A_database_that_is_away_leaves_what_was_known_and_is_no_pause_by_itself()
    {
        _store.Fault = new IOException("away");
        await Assert.ThrowsAsync<IOException>(() => _gate.IsPausedAsync(CancellationToken.None));

        (_store.Fault, _store.Pause) = (null, new Pause(UnixTime.From(Start), null));
        Assert.True(await _gate.IsPausedAsync(CancellationToken.None));
        _store.Fault = new IOException("away");
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await _gate.HoldsAsync(CancellationToken.None));

        (_store.Fault, _store.Pause) = (null, null);
        Assert.False(await _gate.HoldsAsync(CancellationToken.None));
    }

    internal sealed class PausedStore : IPauseStore
    {
        public Pause? Pause { get; set; }

        public Exception? Fault { get; set; }

        public int Asked { get; private set; }

        public Task<Pause?> GetPauseAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Fault is null ? Task.FromResult(Pause) : Task.FromException<Pause?>(Fault);
        }

        public Task<Pause> PauseAsync(Pause pause, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> ResumeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
