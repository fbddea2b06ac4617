using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Cli.Hosting.Invocation;

internal sealed class HostTraceContext(string traceParent, string traceState) : TraceContext
{
    public override string TraceParent => traceParent;

    public override string TraceState => traceState;
}
