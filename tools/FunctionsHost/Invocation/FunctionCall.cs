using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Invocation;

/// <summary>What a trigger hands to an invocation.</summary>
/// <param name="Trigger">Makes the trigger's value of the type that the function asks for; an HTTP request needs the context to be made.</param>
/// <param name="BindingData">What the trigger tells beside it.</param>
internal sealed record FunctionCall(Func<FunctionContext, Type, object> Trigger, IReadOnlyDictionary<string, object?> BindingData)
{
    /// <summary>Makes the caller's trace, in the form of https://www.w3.org/TR/trace-context; empty where there is none. Few functions ask for it.</summary>
    public Func<string> TraceParent { get; init; } = static () => "";

    public string TraceState { get; init; } = "";

    /// <summary>Tries of the same occurrence before this one.</summary>
    public int RetryCount { get; init; }

    public int MaxRetryCount { get; init; }
}
