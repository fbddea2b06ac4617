using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Invocation;

internal sealed class HostTraceContext(FunctionCall call) : TraceContext
{
    public override string TraceParent => field ??= call.TraceParent();

    public override string TraceState => call.TraceState;
}
