using Microsoft.Azure.Functions.Worker;

namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>Hands a message on to the queue of <see cref="ChangeFunction"/>; the output is the method's result.</summary>
public static class ForwardFunction
{
    [Function("Forward")]
    [QueueOutput("%ChangeQueue%")]
    public static byte[] Run([QueueTrigger("to-forward")] byte[] body) => [.. "forwarded "u8, .. body];
}
