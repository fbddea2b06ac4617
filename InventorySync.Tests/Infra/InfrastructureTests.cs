using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using InventorySync.Queues;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using InventorySync.Triggers;

namespace InventorySync.Tests.Infra;

/// <summary>infra/ as the compiler sees it, against what the app reads and what must not be left open.</summary>
public sealed partial class InfrastructureTests(CompiledTemplate template) : IClassFixture<CompiledTemplate>
{
    /// <summary>What the platform or a library reads, and so is set without a line of the app that names it.</summary>
    private static readonly string[] PlatformSettings =
    [
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AZURE_CLIENT_ID",
    ];

    /// <summary>
    /// What Flex Consumption refuses.
    /// https://learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-deprecations
    /// </summary>
    private static readonly string[] RefusedSettings =
        [
            "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_RUN_FROM_PACKAGE",
            "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE", "WEBSITE_TIME_ZONE",
        ];

    [Fact]
    public async Task It_compiles_and_lints_without_a_word()
    {
        Assert.Equal("", template.Said); // also of the modules
        Assert.Equal("", await BicepCompiler.LintAsync(Path.Combine(BicepCompiler.Folder, "main.bicep")));
    }

    [Fact]
    public void Every_file_is_a_module_of_the_template() => Assert.Equal(
        Directory.EnumerateFiles(BicepCompiler.Folder, "*.bicep")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name != "main")
            .Order(StringComparer.Ordinal),
        template.Root["resources"]!.AsObject().Select(resource => resource.Key).Where(name => name != "group").Order(
            StringComparer.Ordinal));

    [Fact]
    public void The_template_takes_and_gives_no_secret()
    {
        var text = template.Root.ToJsonString();

        Assert.DoesNotContain("listKeys", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secureString", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Password=", text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(template.OfType("Microsoft.KeyVault/vaults/secrets"));
        Assert.Null(template.Single("Microsoft.Sql/servers")["properties"]!["administratorLoginPassword"]);
    }

    [Fact]
    public void Nothing_takes_less_than_tls_1_2_or_plain_http()
    {
        var storage = template.Single("Microsoft.Storage/storageAccounts")["properties"]!;
        var site = template.Single("Microsoft.Web/sites")["properties"]!;

        Assert.Equal("TLS1_2", (string?)storage["minimumTlsVersion"]);
        Assert.True((bool)storage["supportsHttpsTrafficOnly"]!);
        Assert.True((bool)site["httpsOnly"]!);
        Assert.Equal(("1.2", "1.2"), ((string?)site["siteConfig"]!["minTlsVersion"], (string?)site["siteConfig"]!["scmMinTlsVersion"]));
        Assert.Equal("1.2", (string?)template.Single("Microsoft.Sql/servers")["properties"]!["minimalTlsVersion"]);
    }

    [Fact]
    public void Keys_and_passwords_are_off_everywhere()
    {
        var storage = template.Single("Microsoft.Storage/storageAccounts")["properties"]!;

        Assert.False((bool)storage["allowSharedKeyAccess"]!);
        Assert.False((bool)storage["allowBlobPublicAccess"]!);
        Assert.True((bool)template.Single("Microsoft.Insights/components")["properties"]!["DisableLocalAuth"]!);
        Assert.True((bool)template.Single("Microsoft.OperationalInsights/workspaces")["properties"]!["features"]!["disableLocalAuth"]!);
        Assert.True((bool)template.Single("Microsoft.Sql/servers")["properties"]!["administrators"]!["azureADOnlyAuthentication"]!);
        Assert.True((bool)template.Single("Microsoft.KeyVault/vaults")["properties"]!["enableRbacAuthorization"]!);
        Assert.Equal(2, template.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies")
            .Count(policy => !(bool)policy["properties"]!["allow"]!));
    }

    [Fact]
    public void The_database_is_open_to_the_apps_subnet_and_the_deployer_and_not_to_all_of_azure()
    {
        Assert.Single(template.OfType("Microsoft.Sql/servers/virtualNetworkRules"));
        var rule = template.Single("Microsoft.Sql/servers/firewallRules");
        Assert.Equal("[not(empty(parameters('deployerIpAddress')))]", (string?)rule["condition"]);
        Assert.DoesNotContain("0.0.0.0", rule.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Enabled", (string?)template.Single("Microsoft.Sql/servers/auditingSettings")["properties"]!["state"]);
    }

    [Fact]
    public void The_app_runs_on_flex_consumption_by_its_identity_with_a_warm_instance_for_webhooks_and_queue()
    {
        var site = template.Single("Microsoft.Web/sites");
        var config = site["properties"]!["functionAppConfig"]!;

        Assert.Equal("FC1", (string?)template.Single("Microsoft.Web/serverfarms")["sku"]!["name"]);
        Assert.Equal("UserAssigned", (string?)site["identity"]!["type"]);
        Assert.Equal(("dotnet-isolated", "10.0"), ((string?)config["runtime"]!["name"], (string?)config["runtime"]!["version"]));
        Assert.Equal("UserAssignedIdentity", (string?)config["deployment"]!["storage"]!["authentication"]!["type"]);
        Assert.NotNull(site["properties"]!["keyVaultReferenceIdentity"]);
        var alwaysReady = (string)config["scaleAndConcurrency"]!["alwaysReady"]!;
        Assert.Contains("'http'", alwaysReady, StringComparison.Ordinal);
        Assert.Contains($"'function:{nameof(InventoryChangeFunction)}'", alwaysReady, StringComparison.Ordinal);
        // as azure.yaml names it
        Assert.Contains("createObject('azd-service-name', 'inventorysync')", (string?)site["tags"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_that_the_app_reads_is_set_and_no_other_but_the_platforms()
    {
        var set = Settings().Select(pair => pair.Key).ToList();
        // Flex and the identity stand for them
        var read = SampleSettings().Where(name => name is not "FUNCTIONS_WORKER_RUNTIME" and not "AzureWebJobsStorage").ToList();

        Assert.Equal(read.Union(PlatformSettings).Order(StringComparer.Ordinal), set.Order(StringComparer.Ordinal));
        Assert.Empty(set.Intersect(RefusedSettings, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Shopifys_secrets_are_references_into_the_key_vault()
    {
        var settings = Settings().ToDictionary(pair => pair.Key, pair => pair.Value!.ToString(), StringComparer.Ordinal);

        foreach (var secret in (string[])["Shopify__ClientSecret", "Shopify__WebhookSecret"])
            Assert.Contains("@Microsoft.KeyVault(SecretUri=", settings[secret], StringComparison.Ordinal);
        Assert.Equal("", settings["Shopify__AccessToken"]);
        Assert.Contains(
            "Authentication=Active Directory Managed Identity", settings["ConnectionStrings__Inventory"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_queue_that_a_function_takes_or_fills_is_there_with_its_poison_queue()
    {
        var queues =
            template.Module("storage")["variables"]!["queues"]!.AsArray().Select(queue => (string)queue!).ToHashSet(StringComparer.Ordinal);
        foreach (var queue in typeof(QueueNames).GetFields().Select(field => (string)field.GetRawConstantValue()!))
            Assert.Contains(queue, queues);
    }

    [Fact]
    public void The_apps_roles_are_the_least_that_it_needs()
    {
        string[] app = [.. template.OfType("Microsoft.Authorization/roleAssignments")
            .Select(role => role["properties"]!)
            .Where(role => role["principalId"]!.ToString().Contains("identityPrincipalId", StringComparison.Ordinal))
            .Select(role => role["roleDefinitionId"]!.ToString())];

        // One of them stands for three: blobs, queues and tables of the storage account.
        Assert.Equal(3, app.Length);
        Assert.Equal(
            [
                "keyVaultSecretsOfficer", "keyVaultSecretsUser", "monitoringMetricsPublisher", "storageBlobDataOwner",
                "storageQueueDataContributor", "storageTableDataContributor",
            ],
            template.Module("roles")["variables"]!["roles"]!.AsObject().Select(role => role.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>Other verbs take the app's settings, which a hook does not have, or a database that the app has bound.</summary>
    [Fact]
    public async Task The_hooks_run_no_verb_of_the_app_but_those_that_take_nothing_of_its_settings()
    {
        var folder = Path.Combine(Repository.Root, "infra", "hooks");
        var named = Hook().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "azure.yaml")))
            .Select(match => match.Groups["file"].Value)
            .Order(StringComparer.Ordinal);
        string[] hooks = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];

        Assert.Equal(named, hooks.Select(Path.GetFileName));
        Assert.NotEmpty(hooks);
        foreach (var hook in hooks)
        {
            var verbs = Verb().Matches(await File.ReadAllTextAsync(hook)).Select(match => match.Groups["verb"].Value);
            Assert.Equal(["migrate", "grant"], verbs);
        }
    }

    [Fact]
    public void The_sample_settings_are_every_setting_that_the_app_or_an_attribute_reads()
    {
        var attributes = typeof(StoreOptions).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .SelectMany(parameter => parameter.CustomAttributes).SelectMany(attribute => attribute.ConstructorArguments)
            .Select(argument => argument.Value as string).OfType<string>().Where(text => text.StartsWith('%') && text.EndsWith('%'))
            .Select(text => text.Trim('%').Replace(":", "__", StringComparison.Ordinal));

        Assert.Equal(
            AppSettings.OfOptions
                .Union(attributes)
                .Union(
                    [
                        "ConnectionStrings__Inventory", "AzureWebJobsStorage", "APPLICATIONINSIGHTS_CONNECTION_STRING",
                        "FUNCTIONS_WORKER_RUNTIME",
                    ])
                .Order(StringComparer.Ordinal),
            SampleSettings().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> SampleSettings() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")))!["Values"]!
            .AsObject()
            .Select(pair => pair.Key);

    private List<KeyValuePair<string, JsonNode?>> Settings() =>
        [.. template.Module("app")["variables"]!["appDefaults"]!.AsObject(), .. template.Module("app")["variables"]!["hostSettings"]!
            .AsObject()];

    [GeneratedRegex(@"run: infra/hooks/(?<file>\S+?) ?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hook();

    [GeneratedRegex(@"^dotnet dev\.cs (?<verb>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verb();
}
