using System.Diagnostics;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Changes;

/// <summary>
/// Lets the changes that wait at the same moment share a transaction (docs/decisions/0024). A change that finds none in progress starts at
/// once; one that arrives meanwhile joins the next batch. No change waits for others to arrive. The invocation that opens a batch runs it,
/// and then hands over to the first that waits.
/// </summary>
public sealed class ChangeBatches : IDisposable
{
    /// <summary>Changes that share a transaction: as many as the host lets run at once (host.json), so that one commit takes all.</summary>
    internal const int MaxChanges = 64;

    /// <summary>
    /// A change of more variants, or of more keys, goes alone: to load and lock them would keep the small changes of its batch waiting.
    /// </summary>
    internal const int MaxVariants = 128;

    internal const int MaxKeys = 256;

    /// <summary>Keys of all changes of a transaction, so that many changes of some size do not make one that takes seconds.</summary>
    internal const int MaxKeysTogether = 1_024;

    /// <summary>How many changes go alone at a time. A second one does not wait for the first; more would take from the batches.</summary>
    private const int MaxAlone = 2;

    private readonly IChangeStore _store;
    private readonly TimeProvider _timeProvider;
    private readonly TaskCreationOptions _completion;
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _queue = new();
    private readonly SemaphoreSlim _alone = new(MaxAlone, MaxAlone);
    private bool _isBusy;

    public ChangeBatches(IChangeStore store, TimeProvider timeProvider)
        : this(store, timeProvider, TaskCreationOptions.RunContinuationsAsynchronously)
    {
    }

    /// <param name="completion">How those that wait go on: for the simulation, which has no threads.</param>
    internal ChangeBatches(IChangeStore store, TimeProvider timeProvider, TaskCreationOptions completion) =>
        (_store, _timeProvider, _completion) = (store, timeProvider, completion);

    /// <summary>Applies a change. It is committed when this returns.</summary>
    /// <param name="cancellationToken">Ends the wait, but no batch that the change is part of already.</param>
    /// <exception cref="Exception">What is wrong with the change, or with the database.</exception>
    public async Task<T> ApplyAsync<T>(IObservation change, CancellationToken cancellationToken)
        where T : ChangeResult
    {
        cancellationToken.ThrowIfCancellationRequested();
        var keys = ChangeKeys.Of([change]);
        if (keys.Variants.Count > MaxVariants || keys.Count > MaxKeys)
        {
            return await AloneAsync(
                () => _store.ApplyAsync<T>(change, _timeProvider.Now(), cancellationToken), cancellationToken);
        }

        var own = new Waiting(change, keys.Count, new TaskCompletionSource<Applied?>(_completion));
        var applied = Begins(own) ? null : await WaitAsync(own, cancellationToken);
        return (applied ?? await RunAsync(own)).Get<T>();
    }

    /// <summary>Applies a change of a location, which concerns the sums of many items: alone, beside the batches.</summary>
    public Task<LocationChange> ApplyAsync(LocationObservation change, CancellationToken cancellationToken) =>
        AloneAsync(() => _store.ApplyLocationAsync(change, _timeProvider.Now(), cancellationToken), cancellationToken);

    public void Dispose() => _alone.Dispose();

    private async Task<T> AloneAsync<T>(Func<Task<T>> apply, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            return await apply();
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <returns>True where no batch is in progress: the change opens one. False where it has joined those that wait.</returns>
    private bool Begins(Waiting own)
    {
        lock (_lock)
        {
            if (!_isBusy) return _isBusy = true;
            own.Node = _queue.AddLast(own);
            return false;
        }
    }

    /// <returns>What became of the change; null where it has to run the next batch.</returns>
    private async Task<Applied?> WaitAsync(Waiting own, CancellationToken cancellationToken)
    {
        try
        {
            return await own.Turn.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(own);
            throw;
        }
    }

    private void Leave(Waiting own)
    {
        lock (_lock)
        {
            if (own.Node?.List is not null) _queue.Remove(own.Node);
            if (!own.Leads) return;
        }

        HandOver();
    }

    /// <summary>Runs a batch: the change and those that wait now, in the order in which they came.</summary>
    private async Task<Applied> RunAsync(Waiting own)
    {
        List<Waiting> batch = [own];
        lock (_lock)
        {
            var keys = own.Keys;
            while (batch.Count < MaxChanges && _queue.First is { Value: var next } && (keys += next.Keys) <= MaxKeysTogether)
            {
                _queue.RemoveFirst();
                batch.Add(next);
            }
        }

        IReadOnlyList<Applied> applied;
        try
        {
            applied = await Detached(() => _store.ApplyAsync(
                [.. batch.Select(waiting => waiting.Change)], _timeProvider.Now(), CancellationToken.None));
            if (applied.Count != batch.Count) throw new InvalidOperationException("The store did not say what became of each change.");
        }
        catch (Exception e) // the database is away, or a right is missing: that concerns every change of the batch
        {
            applied = [.. batch.Select(_ => new Applied(Result: null, e))];
        }

        foreach (var (waiting, became) in batch.Zip(applied).Skip(1)) waiting.Turn.TrySetResult(became);
        HandOver();
        return applied[0];
    }

    private void HandOver()
    {
        Waiting next;
        lock (_lock)
        {
            _isBusy = _queue.First is not null;
            if (!_isBusy) return;
            next = _queue.First!.Value;
            _queue.RemoveFirst();
            next.Leads = true;
        }

        next.Turn.TrySetResult(null);
    }

    /// <summary>
    /// Starts a batch, which belongs to no message: neither the trace nor the scope of the one that opened it flows into it.
    /// </summary>
    private static Task<T> Detached<T>(Func<Task<T>> run)
    {
        var activity = Activity.Current;
        Activity.Current = null;
        try
        {
            using (ExecutionContext.SuppressFlow()) return run();
        }
        finally
        {
            Activity.Current = activity;
        }
    }

    /// <summary>A change that waits for its turn.</summary>
    /// <param name="Keys">How many rows it names.</param>
    /// <param name="Turn">What became of it, or null where it has to run the next batch.</param>
    private sealed record Waiting(IObservation Change, int Keys, TaskCompletionSource<Applied?> Turn)
    {
        public LinkedListNode<Waiting>? Node { get; set; }

        /// <summary>Whether it was told to run the next batch. If it no longer waits, it hands over instead.</summary>
        public bool Leads { get; set; }
    }
}
