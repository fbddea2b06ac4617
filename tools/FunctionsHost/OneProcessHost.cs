using System.Globalization;
using FunctionsHost.Discovery;
using FunctionsHost.Http;
using FunctionsHost.Invocation;
using FunctionsHost.Queues;
using FunctionsHost.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlayedTime;

namespace FunctionsHost;

/// <summary>
/// Serves a function app in this process by the Functions host's rules: HTTP through Kestrel, queues, timers. It needs neither Azure nor
/// the Functions Core Tools, and finds the functions by their attributes, whichever package these come from.
/// </summary>
public sealed class OneProcessHost : IAsyncDisposable
{
    /// <summary>The Functions host's own limit for a request's body: 100 MiB.</summary>
    private const int DefaultMaxBodyBytes = 104_857_600;

    private readonly OneProcessHostOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger<OneProcessHost> _logger;
    private readonly Dictionary<string, IQueue> _queues = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly List<TimerListener> _timers = [];
    private readonly List<Task> _listeners = [];

    /// <summary>The ends of the timer functions' runs, those that were started by hand among them; made by the stop.</summary>
    private IReadOnlyList<Task> _idle = [];

    private HttpFrontEnd? _http;

    private OneProcessHost(OneProcessHostOptions options)
    {
        _options = options;
        _loggers = options.Services.GetRequiredService<ILoggerFactory>();
        _logger = _loggers.CreateLogger<OneProcessHost>();
    }

    /// <summary>Where HTTP listens, without the route prefix.</summary>
    public Uri Address => _http!.Address;

    /// <summary>Finds the functions, opens their queues, and serves them.</summary>
    /// <exception cref="HostStartException">A function cannot be served, a setting is missing or wrong, or the port is taken.</exception>
    public static async Task<OneProcessHost> StartAsync(OneProcessHostOptions options, CancellationToken cancellationToken)
    {
        var host = new OneProcessHost(options);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The timer functions, each with its first occurrence after an instant.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset At)> TimersAfter(DateTimeOffset instant) =>
        [.. _timers.Select(timer => (timer.Name, timer.Next(instant)))];

    /// <summary>Runs a timer function now, as the Functions host's admin endpoint does; after the run that may be at work.</summary>
    /// <exception cref="ArgumentException">There is no timer function of that name.</exception>
    /// <exception cref="Exception">Whatever the function has thrown.</exception>
    public async Task InvokeTimerAsync(string functionName, CancellationToken cancellationToken)
    {
        var timer = _timers.Find(candidate => candidate.Name.Equals(functionName, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no timer function '{functionName}'.", nameof(functionName));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
        await timer.RunOnceAsync(either.Token);
    }

    /// <summary>
    /// Takes nothing new, tells queue and timer functions to end, waits for them and for the requests at work, and gives interrupted
    /// messages back. Requests are let finish: they are short, and whoever sent one wants an answer.
    /// </summary>
    public async Task StopAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        using var work = _options.Time.BeginStep("the stop of", "the host");
        await _stopping.CancelAsync();
        using var limit = new CancellationTokenSource(_options.StopLimit, _options.Time);
        await using (limit.Token.Register(_abandon.Cancel))
        {
            _idle = [.. _timers.Select(timer => timer.WhenIdleAsync())];
            Task[] ends = [.. _listeners, .. _idle, StopHttpAsync()];
            var all = Task.WhenAll(ends).WaitAsync(_abandon.Token);
            try
            {
                using (_options.Time.RestUntil(ends))
                using (_options.Time.RestUntil(all))
                    await all;
            }
            catch (OperationCanceledException) when (_abandon.IsCancellationRequested)
            {
                _logger.StopLimitPassed(_options.StopLimit);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_http is not null) await _http.DisposeAsync();
        if (!_listeners.Concat(_idle).All(task => task.IsCompleted)) return; // an invocation that outlived the limit still uses the rest
        _stopping.Dispose();
        _abandon.Dispose();
    }

    /// <summary>Kestrel waits for the requests at work, and closes its connections once they have ended.</summary>
    private Task StopHttpAsync() => _http is { } http
        ? _options.Time.RunBehind("the stop of", "HTTP", RequestHandler.Work, () => http.StopAsync(_abandon.Token))
        : Task.CompletedTask;

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var functions = FunctionCatalog.Of(_options.FunctionTypes, new AppSettings(_options.Settings));
        foreach (var name in functions.QueueNames) _queues.Add(name, await _options.Queues.OpenAsync(name, cancellationToken));

        // HTTP first: a timer that runs at start may cause a webhook at once.
        _http = await HttpFrontEnd.StartAsync(_options.Endpoint, Handler(functions.Http), _loggers, cancellationToken);
        _listeners.AddRange(functions.Queues.Select(function => ListenerOf(function).RunAsync(_stopping.Token)));
        _timers.AddRange(functions.Timers.Select(TimerOf));
        if (_options.RunsTimers) _listeners.AddRange(_timers.Select(timer => timer.RunAsync(_stopping.Token)));
        _logger.Started(functions.Http.Count + functions.Queues.Count + functions.Timers.Count, Address, _options.Queues.Description);
    }

    private RequestHandler Handler(IReadOnlyList<HttpFunction> functions)
    {
        var key = new FunctionKey(_options.Key);
        if (functions.FirstOrDefault(function => !key.Opens(function.Level)) is { } closed)
            throw new HostStartException($"Function '{closed.Method.Name}' asks for a key, and the host has none.");

        var maxBodyBytes = int.TryParse(_options.Settings["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"], CultureInfo.InvariantCulture, out var set)
            ? set : DefaultMaxBodyBytes;
        var routes = functions.Select(function => HttpRoute.Of(function, _options.HostJson.RoutePrefix, Invoker(function.Method)));
        return new RequestHandler([.. routes], key, maxBodyBytes, _options.Time, _loggers.CreateLogger<RequestHandler>());
    }

    private QueueListener ListenerOf(QueueFunction function) => new(
        _queues[function.QueueName], function.PoisonQueueName is { } poison ? _queues[poison] : null, _options.HostJson.Queues,
        Invoker(function.Method), _options.Time, _loggers.CreateLogger<QueueListener>(), _abandon.Token);

    private TimerListener TimerOf(TimerFunction function) =>
        new(function, Invoker(function.Method), _options.Time, _loggers.CreateLogger<TimerListener>());

    private FunctionInvoker Invoker(FunctionMethod method) =>
        new(method, _queues, _options.Services, _options.HostJson.FunctionTimeout, _options.Time);
}
