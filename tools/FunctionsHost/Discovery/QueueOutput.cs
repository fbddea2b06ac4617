namespace FunctionsHost.Discovery;

/// <summary>One message that a function may send.</summary>
/// <param name="QueueName">Where it goes.</param>
/// <param name="Body">Picks the message out of the function's result; null sends nothing.</param>
internal sealed record QueueOutput(string QueueName, Func<object?, byte[]?> Body);
