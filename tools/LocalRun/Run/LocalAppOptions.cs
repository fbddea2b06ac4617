using Microsoft.Extensions.DependencyInjection;

namespace LocalRun.Run;

/// <summary>What the function app in this process is started with.</summary>
/// <param name="Settings">Its settings, over those of the environment.</param>
/// <param name="Shopify">Makes the handler that its HTTP clients reach Shopify through.</param>
/// <param name="QueueFile">The file of the embedded queues, which are used unless the settings name a storage account.</param>
/// <param name="Port">Where it listens; 0 for any free port.</param>
/// <param name="RunsTimers">Whether timer functions run by their schedules, or only when they are told to.</param>
/// <param name="Replace">Puts others in the place of the app's services.</param>
internal sealed record LocalAppOptions(
    IReadOnlyDictionary<string, string?> Settings, Func<HttpMessageHandler> Shopify, string QueueFile, int Port, bool RunsTimers = true,
    Action<IServiceCollection>? Replace = null);
