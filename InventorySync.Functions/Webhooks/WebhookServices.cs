using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Webhooks;

/// <summary>What makes a verified message out of a delivery.</summary>
internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton<WebhookSignature>()
        .AddSingleton<WebhookReceiver>();
}
