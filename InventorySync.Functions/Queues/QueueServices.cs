using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Queues;

/// <summary>The app's queues, as far as they are looked at: messages come and go by the host.</summary>
internal static class QueueServices
{
    public static IServiceCollection AddQueues(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<IQueueInspector>(_ => new AzureQueueInspector(QueueAccount.Open(configuration), QueueNames.All));
}
