using InventorySync.Inventory;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Inventory;

public sealed class TimeLimitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource<int> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Work_that_ends_in_time_gives_its_answer()
    {
        var work = _time.RunWithinAsync(Limit, token => _answer.Task.WaitAsync(token), CancellationToken.None);
        _time.Advance(Limit - TimeSpan.FromTicks(1));
        _answer.SetResult(7);

        Assert.Equal(7, await work);
    }

    [Fact]
    public async Task Work_that_takes_longer_is_cancelled_and_the_fault_says_how_long_it_was_waited_for()
    {
        var work = _time.RunWithinAsync(Limit, token => _answer.Task.WaitAsync(token), CancellationToken.None);
        _time.Advance(Limit);

        Assert.Equal("no answer within 5 s", (await Assert.ThrowsAsync<TimeoutException>(() => work)).Message);
    }

    [Fact]
    public async Task Work_without_an_answer_has_the_same_limit()
    {
        var work = _time.RunWithinAsync(Limit, token => ((Task)_answer.Task).WaitAsync(token), CancellationToken.None);
        _time.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => work);
    }

    [Fact]
    public async Task Work_that_does_not_heed_its_token_may_still_answer()
    {
        var work = _time.RunWithinAsync(Limit, _ => _answer.Task, CancellationToken.None);
        _time.Advance(Limit);
        _answer.SetResult(7);

        Assert.Equal(7, await work);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_that_cancels_is_told_so_even_if_the_time_is_over_as_well(bool isOver)
    {
        using var caller = new CancellationTokenSource();
        TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = _time.RunWithinAsync(
            Limit,
            async token =>
            {
                await released.Task;
                token.ThrowIfCancellationRequested();
            },
            caller.Token);
        if (isOver) _time.Advance(Limit);
        await caller.CancelAsync();
        released.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    [Fact]
    public async Task Work_that_gives_up_by_itself_is_no_timeout() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => _time.RunWithinAsync(Limit, _ => Task.FromCanceled<int>(new CancellationToken(canceled: true)), CancellationToken.None));

    [Fact]
    public async Task A_fault_of_the_work_stays_its_own() => await Assert.ThrowsAsync<InvalidDataException>(
        () => _time.RunWithinAsync(Limit, _ => Task.FromException<int>(new InvalidDataException()), CancellationToken.None));
}
