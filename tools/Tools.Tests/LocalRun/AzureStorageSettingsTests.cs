using FunctionsHost;
using FunctionsHost.Queues.AzureStorage;
using LocalRun.Run;
using Microsoft.Extensions.Configuration;

namespace Tools.Tests.LocalRun;

public sealed class AzureStorageSettingsTests
{
    [Fact]
    public void Without_the_setting_there_is_no_account() => Assert.Null(Read());

    [Theory]
    [InlineData("", "UseDevelopmentStorage=true", "http://127.0.0.1:10001/devstoreaccount1")]
    [InlineData(
        "", "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net",
        "https://shop.queue.core.windows.net/")]
    [InlineData(":accountName", "shop", "https://shop.queue.core.windows.net/")]
    [InlineData(":queueServiceUri", "https://shop.queue.core.windows.net", "https://shop.queue.core.windows.net/")]
    public void Every_form_that_the_Functions_host_takes_is_understood(string key, string value, string address) =>
        Assert.EndsWith(address, Read((key, value))!.Description, StringComparison.Ordinal);

    [Theory]
    [InlineData("clientId")]
    [InlineData("nothing")]
    public void A_managed_identity_may_be_the_systems_or_the_users(string withClientId) =>
        Assert.NotNull(Read(
            (":accountName", "shop"), (":credential", "managedidentity"), ($":{withClientId}", "0d3f0c2e-0000-0000-0000-000000000000")));

    [Fact]
    public void Another_kind_of_credential_is_named() => Assert.Contains(
        "'magic'", Assert.Throws<HostStartException>(() => Read((":accountName", "shop"), (":credential", "magic"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_wrong_connection_string_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<HostStartException>(() => Read(("", "AccountName=shop;AccountKey=secret-key")));

        Assert.DoesNotContain("secret-key", error.Message, StringComparison.Ordinal);
    }

    private static AzureQueues? Read(params (string Key, string Value)[] values) => AzureStorageSettings.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                values.Select(value => KeyValuePair.Create<string, string?>("AzureWebJobsStorage" + value.Key, value.Value)))
            .Build());
}
