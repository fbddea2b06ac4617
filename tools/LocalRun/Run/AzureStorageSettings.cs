using FunctionsHost;
using FunctionsHost.Queues.AzureStorage;
using InventorySync.Queues;
using Microsoft.Extensions.Configuration;

namespace LocalRun.Run;

/// <summary>The queues of the storage account that AzureWebJobsStorage names, read as the app reads it.</summary>
internal static class AzureStorageSettings
{
    /// <returns>Null if the settings name no storage account.</returns>
    /// <exception cref="HostStartException">What they say is wrong.</exception>
    public static AzureQueues? Read(IConfiguration settings)
    {
        try
        {
            return QueueAccount.Open(settings) is { } service ? new AzureQueues(service) : null;
        }
        catch (FormatException e)
        {
            throw new HostStartException(e.Message, e);
        }
    }
}
