using GraphQL;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PlayedTime;
using ShopifySimulator.Api;

namespace ShopifySimulator.Bulk;

/// <summary>
/// The app's bulk operations, those at work and those that have ended. https://shopify.dev/docs/api/usage/bulk-operations/queries
/// </summary>
internal sealed class BulkOperations(
    SimulatorOptions options, AdminExecutor executor, BulkFiles files, SimulatorStatistics statistics, Chance chance) : IAsyncDisposable
{
    /// <summary>Of one app in one shop, since 2026-01.</summary>
    private const int MaxAtOnce = 5;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, BulkOperation> _operations = [];
    private readonly List<Task> _work = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger = (options.Loggers ?? NullLoggerFactory.Instance).CreateLogger("ShopifySimulator");

    /// <summary>By the clock, so that the ids of a simulator's later life are others.</summary>
    private long _lastId = options.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<BulkOperation> All
    {
        get
        {
            lock (_lock) return [.. _operations.Values.Select(Aged)];
        }
    }

    /// <returns>Null if there is none of that id.</returns>
    public BulkOperation? Get(long id)
    {
        lock (_lock) return _operations.TryGetValue(id, out var operation) ? Aged(operation) : null;
    }

    /// <summary>Starts one, which goes on by itself.</summary>
    public async Task<(BulkOperation? Operation, IReadOnlyList<UserError> Errors)> StartAsync(
        string text, bool groupsObjects, CancellationToken cancellationToken)
    {
        var (query, errors) = await BulkQuery.ReadAsync(text, executor, cancellationToken);
        if (query is null) return (null, errors);

        lock (_lock)
        {
            BulkOperation[] underWay = [.. _operations.Values.Where(operation => operation.IsUnderWay)];
            if (underWay.Length >= MaxAtOnce)
            {
                var message = $"A bulk query operation for this app and shop is already in progress: {underWay[0].Gid}.";
                return (null, [new UserError(Field: null, message, "OPERATION_IN_PROGRESS")]);
            }

            statistics.CountBulkOperation();
            var now = options.Clock.GetUtcNow();
            var operation = new BulkOperation(++_lastId, text, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)));
            _operations.Add(operation.Id, operation);
            _work.RemoveAll(work => work.IsCompletedSuccessfully);
            _work.Add(RunAsync(operation.Id, query, groupsObjects, TakeFault(), _stopping.Token));
            return (operation, []);
        }
    }

    /// <summary>Tells one to stop, which it does in its own time: after the page that it is at.</summary>
    public (BulkOperation? Operation, UserError? Error) Cancel(long id)
    {
        lock (_lock)
        {
            if (!_operations.TryGetValue(id, out var operation)) return (null, new UserError(["id"], "Bulk operation does not exist"));
            if (!operation.IsUnderWay)
            {
                var state = operation.Status.ToLowerInvariant();
                return (operation, new UserError(Field: null, $"A bulk operation cannot be canceled when it is {state}"));
            }

            return (_operations[id] = operation with { Status = "CANCELING" }, null);
        }
    }

    /// <summary>Stops those at work.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task[] work;
        lock (_lock) work = [.. _work];
        await Task.WhenAll(work);
        _stopping.Dispose();
    }

    /// <summary>A result that nobody may fetch any more is no result.</summary>
    private BulkOperation Aged(BulkOperation operation) =>
        operation is { Status: "COMPLETED", CompletedAt: { } completed } && options.Clock.GetUtcNow() - completed > BulkFiles.Lifetime
            ? operation with { Status = "EXPIRED" }
            : operation;

    private BulkFault TakeFault()
    {
        var fault = options.Faults.NextBulkOperation;
        options.Faults.NextBulkOperation = BulkFault.None;
        return fault;
    }

    private async Task RunAsync(long id, BulkQuery query, bool groupsObjects, BulkFault fault, CancellationToken cancellationToken)
    {
        using var work = options.Clock.BeginWork("a bulk operation");
        // Whoever started it has an answer to write, and holds the lock.
        await Task.Yield();
        var path = files.NewPath();
        using var run = new BulkRun(
            query, executor, pages => new Reading(options, this) { Pages = pages }, groupsObjects ? null : new LineOrder(chance.Fork()),
            fault);
        try
        {
            Change(id, operation => operation.Status == "CREATED" ? operation with { Status = "RUNNING" } : operation);
            await WriteAsync(id, run, path, fault, cancellationToken);
            await EndAsync(id, run, path, fault, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The simulator stops, and its operations are gone with it.
        }
        catch (Exception e) when (e is ExecutionError or IOException) // a query that cannot be answered, a disk that is full
        {
            Log.BulkOperationFailed(_logger, e, Get(id)!.Gid);
            Change(id, operation =>
                operation with { Status = "FAILED", ErrorCode = "INTERNAL_SERVER_ERROR", CompletedAt = options.Clock.GetUtcNow() });
        }
    }

    private async Task WriteAsync(long id, BulkRun run, string path, BulkFault fault, CancellationToken cancellationToken)
    {
        // Half of the time passes after the first page: what happens then is seen by the later ones, as the read of a real store moves.
        var half = options.Faults.BulkDuration / 2;
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
        await run.WritePageAsync(file, cancellationToken);
        Change(id, operation => operation with { ObjectCount = run.Lines, RootObjectCount = run.Roots });
        await Task.Delay(half, options.Clock, cancellationToken);
        while (run.HasMore && Get(id)!.Status == "RUNNING" && fault is not (BulkFault.Fails or BulkFault.IsCanceled))
        {
            await run.WritePageAsync(file, cancellationToken);
            Change(id, operation => operation with { ObjectCount = run.Lines, RootObjectCount = run.Roots });
        }

        await Task.Delay(half, options.Clock, cancellationToken);
    }

    private async Task EndAsync(long id, BulkRun run, string path, BulkFault fault, CancellationToken cancellationToken)
    {
        long? breaksOffAt = null;
        if (fault == BulkFault.DownloadCutShort) breaksOffAt = await LinesOfFile.MiddleOfOneAsync(path, cancellationToken);
        if (fault == BulkFault.LinesMissing) await LinesOfFile.KeepAsync(path, run.Lines / 2, cancellationToken);
        var url =
            run.Lines == 0 ? null : files.Publish(path, fault == BulkFault.UrlExpired ? TimeSpan.Zero : BulkFiles.Lifetime, breaksOffAt);
        var (size, now) = (new FileInfo(path).Length, options.Clock.GetUtcNow());
        Change(id, operation => fault switch
        {
            _ when fault == BulkFault.IsCanceled || operation.Status == "CANCELING" => operation with { Status = "CANCELED" },
            BulkFault.Fails =>
                operation with { Status = "FAILED", ErrorCode = "INTERNAL_SERVER_ERROR", CompletedAt = now, PartialDataUrl = url },
            _ => operation with { Status = "COMPLETED", CompletedAt = now, FileSize = size, Url = url },
        });
    }

    private void Change(long id, Func<BulkOperation, BulkOperation> change)
    {
        lock (_lock) _operations[id] = change(_operations[id]);
    }
}
