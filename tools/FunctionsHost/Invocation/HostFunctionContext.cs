using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Invocation;

/// <summary>One invocation, as its function sees it.</summary>
internal sealed class HostFunctionContext(FunctionCall call, CancellationToken cancellationToken) : FunctionContext
{
    public override BindingContext BindingContext => field ??= new HostBindingContext(call.BindingData);

    public override CancellationToken CancellationToken => cancellationToken;

    /// <summary>The trigger's own value.</summary>
    public object Trigger => call.Trigger(this);

    public override string InvocationId => throw new NotServedException();

    public override string FunctionId => throw new NotServedException();

    public override TraceContext TraceContext => throw new NotServedException();

    public override RetryContext RetryContext => throw new NotServedException();

    public override FunctionDefinition FunctionDefinition => throw new NotServedException();

    public override IInvocationFeatures Features => throw new NotServedException();

    public override IServiceProvider InstanceServices { get => throw new NotServedException(); set => throw new NotServedException(); }

    public override IDictionary<object, object> Items { get => throw new NotServedException(); set => throw new NotServedException(); }
}
