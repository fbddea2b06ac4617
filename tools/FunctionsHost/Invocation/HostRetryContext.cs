using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Invocation;

internal sealed class HostRetryContext(int retryCount, int maxRetryCount) : RetryContext
{
    public override int RetryCount => retryCount;

    public override int MaxRetryCount => maxRetryCount;
}
