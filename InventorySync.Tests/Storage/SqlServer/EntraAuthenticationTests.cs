using Azure.Identity;
using InventorySync.Storage.SqlServer;
using Microsoft.Data.SqlClient;

namespace InventorySync.Tests.Storage.SqlServer;

public sealed class EntraAuthenticationTests
{
    [Fact]
    public void The_client_asks_this_apps_provider_for_tokens()
    {
        EntraAuthentication.Register();
        EntraAuthentication.Register();

        Assert.All(
            EntraAuthentication.Methods, method => Assert.IsType<EntraAuthentication>(SqlAuthenticationProvider.GetProvider(method)));
    }

    [Theory]
    [InlineData("https://database.windows.net/", "https://database.windows.net/.default")]
    [InlineData("https://database.windows.net", "https://database.windows.net/.default")]
    [InlineData("https://database.windows.net/.default", "https://database.windows.net/.default")]
    public void The_resource_that_the_client_names_becomes_a_scope(string resource, string scope) =>
        Assert.Equal(scope, EntraAuthentication.ScopeOf(resource));

    [Theory]
    [InlineData(SqlAuthenticationMethod.ActiveDirectoryDefault, null, typeof(DefaultAzureCredential))]
    [InlineData(SqlAuthenticationMethod.ActiveDirectoryDefault, "11111111-1111-1111-1111-111111111111", typeof(DefaultAzureCredential))]
    [InlineData(SqlAuthenticationMethod.ActiveDirectoryManagedIdentity, null, typeof(ManagedIdentityCredential))]
    [InlineData(
        SqlAuthenticationMethod.ActiveDirectoryManagedIdentity, "11111111-1111-1111-1111-111111111111", typeof(ManagedIdentityCredential))]
    public void A_way_of_authentication_is_the_credential_of_its_name(SqlAuthenticationMethod method, string? clientId, Type expected) =>
        Assert.IsType(expected, EntraAuthentication.CredentialOf(method, clientId));
}
