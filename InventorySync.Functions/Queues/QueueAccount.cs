using Azure.Core;
using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace InventorySync.Queues;

/// <summary>
/// Reads AzureWebJobsStorage in the forms that the Functions host takes: a connection string, or an account and an identity.
/// </summary>
/// <remarks>
/// Source: https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
/// </remarks>
public static class QueueAccount
{
    private const string Connection = "AzureWebJobsStorage";

    /// <summary>The worker's own encoding: bytes travel as base64 in a message of at most 64 KiB.</summary>
    private static QueueClientOptions Options => new() { MessageEncoding = QueueMessageEncoding.Base64 };

    /// <returns>Null if the settings name no storage account.</returns>
    /// <exception cref="FormatException">What they say is wrong.</exception>
    public static QueueServiceClient? Open(IConfiguration settings)
    {
        try
        {
            if (settings[Connection] is { Length: > 0 } connectionString) return new QueueServiceClient(connectionString, Options);
            var section = settings.GetSection(Connection);
            return Service(section) is { } service ? new QueueServiceClient(service, Credential(section), Options) : null;
        }
        catch (FormatException e) // the message names what is missing, never the string itself
        {
            throw new FormatException($"{Connection} is wrong: {e.Message}", e);
        }
    }

    private static Uri? Service(IConfigurationSection section)
    {
        if (section["queueServiceUri"] is { Length: > 0 } uri) return new Uri(uri);
        return section["accountName"] is { Length: > 0 } account ? new Uri($"https://{account}.queue.core.windows.net") : null;
    }

    private static TokenCredential Credential(IConfigurationSection section)
    {
        var clientId = section["clientId"];
        return section["credential"] switch
        {
            null or "" => new DefaultAzureCredential(),
            "managedidentity" => new ManagedIdentityCredential(
                clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId)),
            var other => throw new FormatException($"{Connection}__credential is '{other}'; known are 'managedidentity', or none of it."),
        };
    }
}
