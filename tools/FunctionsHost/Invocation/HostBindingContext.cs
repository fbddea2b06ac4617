using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Invocation;

internal sealed class HostBindingContext(IReadOnlyDictionary<string, object?> bindingData) : BindingContext
{
    public override IReadOnlyDictionary<string, object?> BindingData => bindingData;
}
