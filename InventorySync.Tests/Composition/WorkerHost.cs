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
    private static readonly string App = typeof(WorkerHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "FunctionApp").Value!;

    private readonly TempFolder _folder = new();
    private readonly Channel<StreamingMessage> _toWorker = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _waiting = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _server;
    private Process? _process;
    private Task _ended = Task.CompletedTask;
    private int _requests;

    /// <summary>The functions, as the worker told them when it was asked.</summary>
    public IReadOnlyList<FunctionMetadata> Functions { get; private set; } = [];

    public Task<IReadOnlyList<string>> QueryAsync(string sql) => SqliteFile.QueryAsync(_folder.Database("inventory.db"), sql);

    public async Task InitializeAsync()
    {
        _server = await ServeAsync();
        _process = Start(_server.Urls.Single());
        _ended = EndAsync(_process);
        await await Task.WhenAny(_opened.Task, _ended);

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
        if (_process is not null)
        {
            // As the host ends a worker; the process ends by itself, and the stream with it.
            await _toWorker.Writer.WriteAsync(new StreamingMessage { WorkerTerminate = new Nothing() });
            await RealTime.ExitsAsync(_process);
            await Assert.ThrowsAsync<InvalidOperationException>(() => _ended);
            Assert.Equal(0, _process.ExitCode);
            _process.Dispose();
        }

        if (_server is not null) await _server.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private async Task<StreamingMessage> AskAsync(StreamingMessage question)
    {
        var asked = question with { RequestId = NextId() };
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[asked.RequestId] = answer;
        await _toWorker.Writer.WriteAsync(asked);
        await await Task.WhenAny(answer.Task, _ended);
        return await answer.Task;
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
        return Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["FUNCTIONS_APPLICATION_DIRECTORY"] = Path.GetDirectoryName(App),
                ["Shopify__ShopDomain"] = Deliveries.Shop,
                ["Shopify__ClientId"] = "the-client-id",
                ["Shopify__ClientSecret"] = Deliveries.Secret,
                ["InventorySync__Database"] = "Sqlite",
                ["ConnectionStrings__Inventory"] = _folder.Database("inventory.db"),
                ["InventorySync__FullSyncSchedule"] = "0 0 */4 * * *",
                ["InventorySync__ProbeSchedule"] = "0 3-59/5 * * * *",
            },
        })!;
    }

    /// <summary>Fails when the worker ends, so that a test does not wait for an answer that cannot come.</summary>
    private static async Task EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        // Both end with it.
        throw new InvalidOperationException($"The worker ended: {await output}{await error}");
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

        private async Task ListenAsync(IAsyncEnumerable<StreamingMessage> messages)
        {
            // A log line belongs to no request.
            await foreach (var message in messages)
                if (host._waiting.TryRemove(message.RequestId, out var waiting)) waiting.SetResult(message);
        }
    }
}
