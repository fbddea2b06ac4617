using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// The store on SQL Server 2022 and Azure SQL. A batch of changes is one transaction: one command locks and loads, one writes. Instances
/// keep apart by the transaction's own application locks, whose order docs/decisions/0006 writes down.
/// </summary>
public sealed partial class SqlServerInventoryStore : IInventoryStore
{
    private readonly SqlServerSessions _sessions;
    private readonly SqlServerOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly SqlServerStart _start;
    private readonly SqlServerInspection _inspection;
    private TimeSpan _staleReadMargin;

    /// <param name="connectionString">Of Microsoft.Data.SqlClient; with Authentication=Active Directory Default or Managed Identity the
    /// token comes from Azure.Identity.</param>
    /// <param name="jitter">For the waits between tries.</param>
    public SqlServerInventoryStore(string connectionString, SqlServerOptions options, TimeProvider timeProvider, Random jitter)
        : this(connectionString, options, timeProvider, new SqlServerSessions(
            connectionString, new SqlServerStatements(options.Schema), timeProvider, jitter)) =>
        EntraAuthentication.Register();

    internal SqlServerInventoryStore(
        string connectionString, SqlServerOptions options, TimeProvider timeProvider, SqlServerSessions sessions)
    {
        (_options, _timeProvider, _sessions) = (options, timeProvider, sessions);
        _start = new SqlServerStart(connectionString, options, sessions);
        _inspection = new SqlServerInspection(connectionString, options, sessions);
    }

    public async Task PrepareAsync(StoreBinding binding, CancellationToken cancellationToken)
    {
        _staleReadMargin = binding.StaleReadMargin;
        await _start.PrepareAsync(binding, cancellationToken);
    }

    public Task<HeldBinding> OpenAsync(StoreBinding binding, CancellationToken cancellationToken)
    {
        _staleReadMargin = binding.StaleReadMargin;
        return _start.OpenAsync(binding, cancellationToken);
    }

    /// <summary>From what was seen until a read can answer it.</summary>
    private long WaitNanoseconds => default(UnixTime).Add(Times(default).Wait).Nanoseconds;

    private Task<T> RunAsync<T>(Func<SqlServerSession, Task<T>> work, CancellationToken cancellationToken) =>
        _sessions.RunAsync(_options.CommandTimeout, (session, _) => work(session), cancellationToken);
}
