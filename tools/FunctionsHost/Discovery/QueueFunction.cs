namespace FunctionsHost.Discovery;

/// <summary>A function with a queue trigger.</summary>
internal sealed record QueueFunction(FunctionMethod Method, string QueueName)
{
    private const string PoisonSuffix = "-poison";

    /// <summary>Where its hopeless messages go; null if its queue is a poison queue itself, since these have none.</summary>
    public string? PoisonQueueName => QueueName.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? null : QueueName + PoisonSuffix;
}
