using System.Net;
using FunctionsHost;
using FunctionsHost.Queues;
using FunctionsHost.Queues.Embedded;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PlayedTime;
using Tools.Tests.FunctionsHost.Functions;

namespace Tools.Tests.FunctionsHost;

/// <summary>A host of some test functions, on an embedded queue in a folder of its own and on a clock that the test plays.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string QueueName = "changes";

    public const string GoodKey = "the key of these tests";

    private const string HostJsonText = """
        {
          "extensions": {
            "queues": {
              "maxPollingInterval": "00:00:00.100", "visibilityTimeout": "00:00:30", "batchSize": 4, "newBatchThreshold": 2
            }
          }
        }
        """;

    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly HttpClient _client = new();
    private readonly List<IQueueTransport> _transports = [];
    private OneProcessHost? _host;

    public TestHost()
    {
        _services = new ServiceCollection()
            .AddSingleton(Script)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<ILoggerFactory>(new LoggerFactory([new FakeLoggerProvider(Log)]))
            .BuildServiceProvider();
        OpenQueues = () => EmbeddedQueues.Open(QueueFile, Clock);
    }

    public Script Script { get; } = new();

    public PlayedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 1, 30, 0, TimeSpan.Zero));

    public FakeLogCollector Log { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["ChangeQueue"] = QueueName,
        ["FourHourlySchedule"] = "0 0 */4 * * *",
    };

    public string HostJson { get; set; } = HostJsonText;

    public string? Key { get; init; } = GoodKey;

    /// <summary>Where HTTP listens; 0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary>Opens the transport; an embedded one unless a test says otherwise.</summary>
    public Func<IQueueTransport> OpenQueues { get; init; }

    /// <summary>Stands between the host and its queues; the identity unless a test says otherwise.</summary>
    public Func<IQueueTransport, IQueueTransport> Wrap { get; set; } = transport => transport;

    public OneProcessHost Host => _host ?? throw new InvalidOperationException("The host has not been started.");

    public string QueueFile => _folder.File("queues.db");

    public async Task<TestHost> StartAsync(params Type[] functionTypes)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();
        var queues = OpenQueues();
        _transports.Add(queues);
        _host = await OneProcessHost.StartAsync(
            new OneProcessHostOptions
            {
                FunctionTypes = functionTypes,
                Services = _services,
                Settings = settings,
                HostJson = global::FunctionsHost.HostJson.Parse(HostJson, settings),
                Queues = Wrap(queues),
                Time = Clock,
                Key = Key,
                Endpoint = new IPEndPoint(IPAddress.Loopback, Port),
            },
            CancellationToken.None);
        return this;
    }

    /// <summary>Stops the host and closes its queues, which stay in their file.</summary>
    public async Task StopAsync()
    {
        if (_host is not null) await RealTime.EndsAsync(_host.DisposeAsync().AsTask());
        foreach (var transport in _transports) await RealTime.EndsAsync(transport.DisposeAsync().AsTask());
        _transports.Clear();
        _host = null;
    }

    /// <summary>The files as they are now are all that a killed process leaves. They become the next host's.</summary>
    public void CopyQueuesTo(TestHost next)
    {
        foreach (var suffix in (string[])["", "-wal"]) File.Copy(QueueFile + suffix, next.QueueFile + suffix);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? body = null, Action<HttpRequestMessage>? with = null)
    {
        var request = new HttpRequestMessage(method, new Uri(Host.Address, path));
        if (body is not null) request.Content = new ByteArrayContent(body);
        with?.Invoke(request);
        return _client.SendAsync(request);
    }

    /// <summary>Whether anything answers where the host listens, or did.</summary>
    public async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await SendAsync(HttpMethod.Get, "/");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<IQueue> QueueAsync(string name = QueueName) => await _transports[^1].OpenAsync(name, CancellationToken.None);

    public async Task EnqueueAsync(string body, string queueName = QueueName) =>
        await (await QueueAsync(queueName)).SendAsync(System.Text.Encoding.UTF8.GetBytes(body), CancellationToken.None);

    public async Task<int> CountAsync(string queueName = QueueName) =>
        await (await QueueAsync(queueName)).CountAsync(CancellationToken.None);

    /// <summary>Until nothing is left that would need no time to pass.</summary>
    public Task RestAsync() => Clock.RestAsync();

    public Task PlayUntilAsync(Func<bool> isSo, string what) => Clock.PlayUntilAsync(() => Task.FromResult(isSo()), what);

    /// <summary>Waits, in a function, for what the test ends, and lets the clock move meanwhile.</summary>
    public async Task HoldAsync(Task until)
    {
        using (Clock.RestUntil(until)) await until;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
