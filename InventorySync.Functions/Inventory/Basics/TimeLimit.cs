using System.Globalization;

namespace InventorySync.Inventory;

/// <summary>Work that must not take longer than a given time.</summary>
public static class TimeLimit
{
    /// <summary>
    /// Runs work whose token is cancelled once its time is over. Work that does not heed its token takes as long as it does, unless it
    /// waits for itself with that token.
    /// </summary>
    /// <exception cref="TimeoutException">The time was over, and the caller had not cancelled.</exception>
    public static async Task<T> RunWithinAsync<T>(
        this TimeProvider timeProvider, TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var answer = default(T)!;
        await timeProvider.RunWithinAsync(limit, async token => { answer = await work(token); }, cancellationToken);
        return answer;
    }

    /// <summary>The same of work without an answer.</summary>
    /// <exception cref="TimeoutException">The time was over, and the caller had not cancelled.</exception>
    public static async Task RunWithinAsync(
        this TimeProvider timeProvider, TimeSpan limit, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await work(either.Token);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"no answer within {limit.TotalSeconds} s"), e);
        }
    }
}
