using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Invocation;

/// <summary>One invocation, as its function sees it. Most ask for little of it, so each thing is made when it is asked for.</summary>
internal sealed class HostFunctionContext(
    FunctionCall call, FunctionDefinition definition, Func<Guid> newId, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    public override string InvocationId => field ??= newId().ToString();

    public override string FunctionId => definition.Id;

    public override TraceContext TraceContext => field ??= new HostTraceContext(call);

    public override BindingContext BindingContext => field ??= new HostBindingContext(call.BindingData);

    public override RetryContext RetryContext => field ??= new HostRetryContext(call.RetryCount, call.MaxRetryCount);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => definition;

    public override IDictionary<object, object> Items { get => field ??= new Dictionary<object, object>(); set; }

    public override IInvocationFeatures Features => field ??= new HostInvocationFeatures();

    public override CancellationToken CancellationToken => cancellationToken;

    /// <summary>The trigger's own value, as the type that the function asked for.</summary>
    public object Trigger(Type type) => call.Trigger(this, type);
}
