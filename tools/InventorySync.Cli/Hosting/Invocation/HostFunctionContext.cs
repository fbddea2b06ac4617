using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Cli.Hosting.Invocation;

/// <summary>One invocation, as its function sees it.</summary>
internal sealed class HostFunctionContext(
    FunctionCall call, FunctionDefinition definition, Guid invocationId, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    public override string InvocationId { get; } = invocationId.ToString();

    public override string FunctionId => definition.Id;

    public override TraceContext TraceContext { get; } = new HostTraceContext(call.TraceParent, call.TraceState);

    public override BindingContext BindingContext { get; } = new HostBindingContext(call.BindingData);

    public override RetryContext RetryContext { get; } = new HostRetryContext(call.RetryCount, call.MaxRetryCount);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new HostInvocationFeatures();

    public override CancellationToken CancellationToken => cancellationToken;

    /// <summary>The trigger's own value, as the type that the function asked for.</summary>
    public object Trigger(Type type) => call.Trigger(this, type);
}
