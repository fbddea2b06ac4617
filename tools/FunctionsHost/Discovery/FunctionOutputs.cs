using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionsHost.Discovery;

/// <summary>What becomes of a method's result.</summary>
/// <param name="Value">Reads the result from what the method returned: a task's result, the value itself, or null.</param>
/// <param name="Response">Picks the answer out of the result; null where the function gives none.</param>
/// <param name="Queues">The messages in the result, in the order of their properties.</param>
internal sealed record FunctionOutputs(
    Func<object?, object?> Value, Func<object?, HttpResponseData?>? Response, IReadOnlyList<QueueOutput> Queues);
