using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>Does with a message what the script says.</summary>
public sealed class ChangeFunction(Script script)
{
    [Function("Change")]
    public async Task RunAsync(
        [QueueTrigger("%ChangeQueue%")] byte[] body, string id, string dequeueCount, CancellationToken cancellationToken)
    {
        var delivery = new Delivery(Encoding.UTF8.GetString(body), id, dequeueCount, cancellationToken);
        script.Deliveries.Enqueue(delivery);
        await script.OnMessage(delivery);
    }
}
