using System.Globalization;
using System.Text;
using System.Text.Json;
using InventorySync.Tests.Support;
using InventorySync.Tests.Webhooks;
using static InventorySync.Tests.Composition.FunctionRpc;

namespace InventorySync.Tests.Composition;

/// <summary>The real worker with its whole pipeline: discovery, the trigger's conversion, the generated executor, the outputs.</summary>
public sealed class WorkerTests(WorkerHost worker) : IClassFixture<WorkerHost>
{
    private const string Topic = "inventory_levels/update";
    private static readonly string Level = Payload.Read("webhooks/worker-level");

    [Fact]
    public async Task The_worker_tells_the_host_what_its_source_generator_found()
    {
        var generated = await new GeneratedFunctionMetadataProvider().GetFunctionMetadataAsync("");

        Assert.NotEmpty(worker.Functions);
        Assert.Equal(
            generated.Select(function => (function.Name!, function.EntryPoint!, string.Join('\n', function.RawBindings!))),
            worker.Functions.Select(function => (function.Name, function.EntryPoint, string.Join('\n', function.RawBindings))));
    }

    [Fact]
    public async Task A_webhook_becomes_a_message_and_the_message_a_row()
    {
        var answer = await DeliverAsync(Deliveries.Secret);
        WorkerHost.AssertSuccess(answer.Result);
        Assert.Equal("200", answer.Output("Response")!.Http!.StatusCode);
        var message = answer.Output("Message")!.Bytes!;

        var insertedAt = JsonSerializer.Serialize(TimeProvider.System.GetUtcNow());
        var handled = await worker.InvokeAsync(
            "InventoryChangeFunction", "message", new TypedData { Bytes = message },
            ("InsertionTime", new TypedData { Json = insertedAt }));

        WorkerHost.AssertSuccess(handled.Result);
        Assert.Null(handled.ReturnValue);
        Assert.Equal(
            ["271878346596884015|75596366001|6"],
            await worker.QueryAsync("SELECT InventoryItemId, LocationId, Available FROM InventoryLevel"));
    }

    [Fact]
    public async Task A_webhook_with_a_wrong_signature_is_answered_401_and_becomes_no_message()
    {
        var answer = await DeliverAsync("another secret");

        WorkerHost.AssertSuccess(answer.Result);
        Assert.Equal("401", answer.Output("Response")!.Http!.StatusCode);
        Assert.Null(answer.Output("Message"));
    }

    [Fact]
    public async Task A_part_of_the_address_reaches_the_function_that_its_route_names()
    {
        var answer = await worker.InvokeAsync(
            "SkuFunction", "request", Request("GET", "sku/NO-SUCH"), ("code", new TypedData { Text = "NO-SUCH" }));

        WorkerHost.AssertSuccess(answer.Result);
        var http = answer.ReturnValue!.Http!;
        using var json = JsonDocument.Parse(http.Body!.Bytes!);
        Assert.Equal(("404", "NO-SUCH"), (http.StatusCode, json.RootElement.GetProperty("asked").GetString()));
        Assert.Equal("application/json; charset=utf-8", http.AnswerHeaders["Content-Type"]);
    }

    /// <summary>The host gives a timer as JSON, and the probe of an empty database asks Shopify nothing.</summary>
    [Fact]
    public async Task A_timer_runs() => WorkerHost.AssertSuccess((await worker.InvokeAsync(
        "InventoryProbeFunction", "timer",
        new TypedData { Json = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" })).Result);

    /// <summary>Only then does the host leave the message in its queue.</summary>
    [Fact]
    public async Task A_function_that_throws_is_a_failure_for_the_host()
    {
        var answer = await worker.InvokeAsync("InventoryProbeFunction", "timer", new TypedData { Json = "no timer" });

        Assert.Equal(Outcome.Failure, answer.Result!.Status);
    }

    private Task<InvocationResponse> DeliverAsync(string secret)
    {
        var body = Encoding.UTF8.GetBytes(Level);
        var headers = Deliveries.Headers(body, Topic, secret);
        headers["x-shopify-triggered-at"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        return worker.InvokeAsync("ShopifyWebhookFunction", "request", Request("POST", "webhooks/shopify/inventory-update", headers, body));
    }

    private static TypedData Request(string method, string path, Dictionary<string, string?>? headers = null, byte[]? body = null) => new()
    {
        Http = new RpcHttp
        {
            Method = method,
            Url = $"https://app.example/api/{path}",
            RequestHeaders = (headers ?? []).ToDictionary(
                header => header.Key, header => new NullableText { Value = header.Value }, StringComparer.OrdinalIgnoreCase),
            Body = body is null ? null : new TypedData { Bytes = body },
        },
    };
}
