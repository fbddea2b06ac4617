using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Invocation;

/// <summary>What a trigger hands to an invocation.</summary>
/// <param name="Trigger">Makes the trigger's value; an HTTP request needs the context to be made.</param>
/// <param name="BindingData">What the trigger tells beside it.</param>
internal sealed record FunctionCall(Func<FunctionContext, object> Trigger, IReadOnlyDictionary<string, object?> BindingData);
