using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using InventorySync.Tests.Support;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>What is tried again and what is not, without a server.</summary>
public sealed class SqlServerSessionsTests
{
    private readonly TestClock _clock = new(DateTimeOffset.UnixEpoch) { MovesItself = true };

    public static TheoryData<Exception> Passing =>
    [
        new LostUpdateException("UpdateLevels", 2, 1),
        new UnknownCommitException(new InvalidOperationException("This SqlTransaction has completed; it is no longer usable.")),
    ];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_by_itself_is_begun_again_on_a_session_of_its_own(Exception fault)
    {
        List<SqlServerSession> used = [];

        var tries = await Sessions().RunAsync(
            TimeSpan.FromMinutes(1),
            (session, tries) =>
            {
                used.Add(session);
                return tries < 3 ? throw fault : Task.FromResult(tries);
            },
            CancellationToken.None);

        Assert.Equal(3, tries);
        Assert.Equal(3, used.Distinct().Count());
        Assert.Equal(2, _clock.Waits.Count);
    }

    [Fact]
    public async Task A_lost_update_is_begun_again_soon_since_nobody_has_to_recover()
    {
        await Sessions().RunAsync(
            TimeSpan.FromMinutes(1),
            (_, tries) => tries == 1 ? throw new LostUpdateException("UpdateLevels", 2, 1) : Task.FromResult(tries),
            CancellationToken.None);

        Assert.InRange(Assert.Single(_clock.Waits), TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task After_four_tries_the_fault_goes_up()
    {
        var begun = 0;

        await Assert.ThrowsAsync<LostUpdateException>(() => Sessions().RunAsync<int>(
            TimeSpan.FromMinutes(1),
            (_, tries) =>
            {
                begun = tries;
                throw new LostUpdateException("UpdateLevels", 2, 1);
            },
            CancellationToken.None));

        Assert.Equal(4, begun);
    }

    [Fact]
    public async Task A_fault_of_this_app_is_not_tried_again()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Sessions().RunAsync<int>(
            TimeSpan.FromMinutes(1), (_, _) => throw new InvalidOperationException("There is no such column."), CancellationToken.None));

        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task A_change_that_has_begun_is_ended_by_no_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await using var session = new IdleSession(cancellation.Token);
        await session.BeginChangeAsync();

        await cancellation.CancelAsync();

        await session.WaitAsync(TimeSpan.Zero, new FakeTimeProvider()); // throws where the token is still asked
    }

    [Fact]
    public async Task A_change_that_is_cancelled_before_it_begins_does_not_begin()
    {
        await using var session = new IdleSession(new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(session.BeginChangeAsync);

        Assert.False(session.HasBegun);
    }

    private IdleSessions Sessions() => new IdleSessions(_clock);

    private sealed class IdleSessions(TimeProvider clock) : SqlServerSessions("Server=nowhere", SqlFiles.Parsed, clock, new Random(1))
    {
        protected override Task<SqlServerSession> OpenAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
            Task.FromResult<SqlServerSession>(new IdleSession(cancellationToken));
    }

    private sealed class IdleSession(CancellationToken cancellationToken) : SqlServerSession(
        new SqlConnection(), SqlFiles.Parsed, TimeSpan.FromMinutes(1), cancellationToken)
    {
        public bool HasBegun { get; private set; }

        public override Task BeginAsync()
        {
            HasBegun = true;
            return Task.CompletedTask;
        }
    }
}
