using Azure.Core;
using Azure.Identity;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// Tokens of Microsoft Entra for connection strings with Authentication=Active Directory Default, Managed Identity or Workload Identity:
/// the client has no provider of its own since version 7. A User Id in the string is the client id of a user-assigned identity.
/// </summary>
public sealed class EntraAuthentication : SqlAuthenticationProvider
{
    /// <summary>Tells the client, which has one provider for each way in a process. Repeated calls change nothing.</summary>
    public static void Register()
    {
        var provider = new EntraAuthentication();
        foreach (var method in Methods)
        {
            if (GetProvider(method) is not EntraAuthentication) SetProvider(method, provider);
        }
    }

    /// <summary>What a connection string may say.</summary>
    internal static IReadOnlyList<SqlAuthenticationMethod> Methods { get; } =
    [
        SqlAuthenticationMethod.ActiveDirectoryDefault, SqlAuthenticationMethod.ActiveDirectoryManagedIdentity,
        SqlAuthenticationMethod.ActiveDirectoryMSI,
        SqlAuthenticationMethod.ActiveDirectoryWorkloadIdentity,
    ];

    public override bool IsSupported(SqlAuthenticationMethod authenticationMethod) => Methods.Contains(authenticationMethod);

    public override async Task<SqlAuthenticationToken> AcquireTokenAsync(SqlAuthenticationParameters parameters)
    {
        // The client makes the call and knows no other clock.
        using var timeout = new CancellationTokenSource(
            TimeSpan.FromSeconds(parameters.ConnectionTimeout > 0 ? parameters.ConnectionTimeout : 30), TimeProvider.System);
        var token = await CredentialOf(parameters.AuthenticationMethod, parameters.UserId).GetTokenAsync(
            new TokenRequestContext([ScopeOf(parameters.Resource)]), timeout.Token);
        return new SqlAuthenticationToken(token.Token, token.ExpiresOn);
    }

    /// <summary>The client names the resource, such as https://database.windows.net/; a token is asked for by scope.</summary>
    internal static string ScopeOf(string resource) =>
        resource.EndsWith("/.default", StringComparison.Ordinal) ? resource : resource.TrimEnd('/') + "/.default";

    /// <summary>They keep their tokens in memory, in a cache that credentials of one kind share.</summary>
    internal static TokenCredential CredentialOf(SqlAuthenticationMethod method, string? clientId)
    {
        var isNamed = !string.IsNullOrWhiteSpace(clientId);
        return method switch
        {
            SqlAuthenticationMethod.ActiveDirectoryManagedIdentity or SqlAuthenticationMethod.ActiveDirectoryMSI =>
                new ManagedIdentityCredential(
                    isNamed ? ManagedIdentityId.FromUserAssignedClientId(clientId!) : ManagedIdentityId.SystemAssigned),
            SqlAuthenticationMethod.ActiveDirectoryWorkloadIdentity =>
                new WorkloadIdentityCredential(isNamed ? new WorkloadIdentityCredentialOptions { ClientId = clientId } : null),
            _ => new DefaultAzureCredential(isNamed
                ? new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId, WorkloadIdentityClientId = clientId }
                : new DefaultAzureCredentialOptions()),
        };
    }
}
