using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Threading.Channels;
using InventorySync.Tests.Support;
using InventorySync.Tests.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtoBuf.Grpc.Server;
using static InventorySync.Tests.Composition.FunctionRpc;

namespace InventorySync.Tests.Composition;

/// <summary>
/// The app as Azure runs it: a process of its own with the worker in it. These tests are its Functions host, since every type of the
/// worker's invocation pipeline is internal, and its protocol is public.
/// </summary>
public sealed class WorkerHost : IAsyncLifetime, IDisposable
{
    /// <summary>In its own output folder: there lie the versions of packages that are deployed.</summary>
    public static string App { get; } = typeof(WorkerHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "FunctionApp").Value!;

    /// <summary>What the machine may have set for an app of its own, which must not decide how this one starts.</summary>
    private static readonly string[] SettingPrefixes =
        ["Shopify__", "InventorySync__", "ConnectionStrings__", "AzureWebJobsStorage", "APPLICATIONINSIGHTS_"];

    private readonly TempFolder _folder = new();
    private readonly Channel<StreamingMessage> _toWorker = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _waiting = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _server;
    private Process? _process;
    private Task _ended = Task.CompletedTask;
    private bool _isStarted;
    private int _requests;

    /// <summary>The functions, as the worker told them when it was asked.</summary>
    public IReadOnlyList<FunctionMetadata> Functions { get; private set; } = [];

    public Task<IReadOnlyList<string>> QueryAsync(string sql) => SqliteFile.QueryAsync(_folder.Database("inventory.db"), sql);

    public async Task InitializeAsync()
    {
        _server = await ServeAsync();
        _process = Start(_server.Urls.Single());
        _ended = EndAsync(_process);
        await FirstAsync(_opened.Task);

        var init = await AskAsync(new StreamingMessage { WorkerInitRequest = new Nothing() });
        AssertSuccess(init.WorkerInitResponse!.Result);
        var found = (await AskAsync(new StreamingMessage { FunctionsMetadataRequest = new Nothing() })).FunctionMetadataResponse!;
        AssertSuccess(found.Result);
        Functions = [.. found.Functions];
        foreach (var function in Functions)
        {
            var loading = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
            AssertSuccess((await AskAsync(new StreamingMessage { FunctionLoadRequest = loading })).FunctionLoadResponse!.Result);
        }

        _isStarted = true;
    }

    /// <summary>Runs a function once.</summary>
    /// <param name="parameter">The name of the trigger's parameter.</param>
    /// <param name="trigger">What the trigger gives.</param>
    /// <param name="metadata">What it tells beside that.</param>
    public async Task<InvocationResponse> InvokeAsync(
        string function, string parameter, TypedData trigger, params IEnumerable<(string Name, TypedData Value)> metadata)
    {
        var answer = await AskAsync(new StreamingMessage
        {
            InvocationRequest = new InvocationRequest
            {
                InvocationId = NextId(),
                FunctionId = Functions.Single(each => each.Name == function).FunctionId,
                Inputs = [new ParameterBinding { Name = parameter, Data = trigger }],
                TriggerMetadata = metadata.ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal),
            },
        });
        return answer.InvocationResponse!;
    }

    public static void AssertSuccess(StatusResult? result) =>
        Assert.True(result is { Status: Outcome.Success }, result?.Fault?.Message ?? "no result");

    public async Task DisposeAsync()
    {
        try
        {
            // One whose start failed may never read this.
            if (_isStarted) await StopAsync(_process!);
        }
        finally
        {
            if (_process is not null) Kill(_process);
            _toWorker.Writer.TryComplete();
            if (_server is not null) await _server.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>As the host ends a worker; the process ends by itself, and the stream with it.</summary>
    private async Task StopAsync(Process process)
    {
        await _toWorker.Writer.WriteAsync(new StreamingMessage { WorkerTerminate = new Nothing() });
        await RealTime.ExitsAsync(process);
        await Assert.ThrowsAsync<InvalidOperationException>(() => RealTime.EndsAsync(_ended));
        Assert.Equal(0, process.ExitCode);
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            RealTime.UntilGone(process);
        }

        process.Dispose();
    }

    private async Task<StreamingMessage> AskAsync(StreamingMessage question)
    {
        var asked = question with { RequestId = NextId() };
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[asked.RequestId] = answer;
        await _toWorker.Writer.WriteAsync(asked);
        await FirstAsync(answer.Task);
        return await answer.Task;
    }

    /// <summary>
    /// Waits for what the worker does; fails when the worker or its stream ends before that, with all that the worker said.
    /// </summary>
    private async Task FirstAsync(Task awaited)
    {
        var waiting = Task.WhenAny(awaited, _ended, _broken.Task);
        await RealTime.EndsAsync(waiting);
        var first = await waiting;
        if (first == _broken.Task)
        {
            _process!.Kill(entireProcessTree: true); // without its stream it may never end
            first = _ended;
        }

        await RealTime.EndsAsync(first);
    }

    private string NextId() => Interlocked.Increment(ref _requests).ToString(CultureInfo.InvariantCulture);

    private async Task<WebApplication> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Without TLS a client cannot ask for a version of HTTP, so the port serves the one that gRPC needs.
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddCodeFirstGrpc();
        builder.Services.AddSingleton(new HostSide(this));
        var server = builder.Build();
        server.MapGrpcService<HostSide>();
        await server.StartAsync();
        return server;
    }

    private Process Start(string address)
    {
        // The arguments that the Functions host gives to a worker.
        string[] arguments =
        [
            App, "--functions-uri", address, "--functions-request-id", "start",
            "--functions-worker-id", "worker", "--functions-grpc-max-message-length", "16777216",
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in Settings()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static bool IsSetting(string variable) =>
        SettingPrefixes.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["FUNCTIONS_APPLICATION_DIRECTORY"] = Path.GetDirectoryName(App)!,
        ["Shopify__ShopDomain"] = Deliveries.Shop,
        ["Shopify__ClientId"] = "the-client-id",
        ["Shopify__ClientSecret"] = Deliveries.Secret,
        ["InventorySync__Database"] = "Sqlite",
        ["ConnectionStrings__Inventory"] = _folder.Database("inventory.db"),
        ["InventorySync__FullSyncSchedule"] = "0 0 */4 * * *",
        ["InventorySync__ProbeSchedule"] = "0 3-59/5 * * * *",
    };

    /// <summary>Fails when the worker ends, so that a test does not wait for an answer that cannot come.</summary>
    private async Task EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        // Both end with it.
        throw new InvalidOperationException($"The worker ended: {await output}{await error}", _broken.Task.Exception?.InnerException);
    }

    private sealed class HostSide(WorkerHost host) : IHostSide
    {
        public async IAsyncEnumerable<StreamingMessage> StreamEvents(IAsyncEnumerable<StreamingMessage> messages)
        {
            host._opened.TrySetResult();
            var listening = ListenAsync(messages);
            await foreach (var message in host._toWorker.Reader.ReadAllAsync()) yield return message;
            await listening;
        }

        /// <summary>What fails here fails the test that waits for an answer: nobody else would hear of it.</summary>

        private async Task ListenAsync(IAsyncEnumerable<StreamingMessage> messages)
        {
            try
            {
                // A log line belongs to no request.
                await foreach (var message in messages)
                    if (host._waiting.TryRemove(message.RequestId, out var waiting)) waiting.SetResult(message);
                host._broken.TrySetException(new InvalidOperationException("The worker has closed its stream."));
            }
            catch (Exception e)
            {
                host._broken.TrySetException(e);
            }
        }
    }
}
