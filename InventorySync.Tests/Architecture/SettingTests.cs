using System.Text.Json;
using System.Text.RegularExpressions;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Tests.Architecture;

/// <summary>
/// A setting that nobody is told of does not exist: the README's table, the sample and Bicep have those of the options types.
/// </summary>
public sealed partial class SettingTests
{
    /// <summary>What the host and the platform read; the app has no options for them.</summary>
    private static readonly string[] OthersOfTheSample =
        ["APPLICATIONINSIGHTS_CONNECTION_STRING", "AzureWebJobsStorage", "ConnectionStrings__Inventory", "FUNCTIONS_WORKER_RUNTIME"];

    public static TheoryData<string> Settings => [.. AppSettings.OfOptions];

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_has_its_line_in_the_table_of_the_README(string setting) =>
        Assert.Contains(setting, InReadme(SourceFiles.Read("README.md")));

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_is_in_the_sample(string setting) => Assert.Contains(setting, InSample());

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_is_in_Bicep(string setting) => Assert.Contains(setting, InBicep(SourceFiles.Read("infra/app.bicep")));

    [Fact]
    public void The_table_of_the_README_has_no_other_setting_of_the_app() =>
        Assert.Empty(InReadme(SourceFiles.Read("README.md")).Where(IsOfTheApp).Except(AppSettings.OfOptions));

    [Fact]
    public void The_sample_has_no_other_setting_and_none_that_the_README_does_not_explain()
    {
        Assert.Empty(InSample().Except(AppSettings.OfOptions).Except(OthersOfTheSample));
        Assert.Empty(InSample().Except(InReadme(SourceFiles.Read("README.md"))).Except(["FUNCTIONS_WORKER_RUNTIME"]));
    }

    [Fact]
    public void Bicep_has_no_other_setting_of_the_app() =>
        Assert.Empty(InBicep(SourceFiles.Read("infra/app.bicep")).Except(AppSettings.OfOptions));

    [Fact]
    public void A_property_that_can_be_set_is_a_setting_and_no_other() =>
        Assert.Equal(["InventorySync__NewSetting"], AppSettings.Of(typeof(Example)));

    [Fact]
    public void A_type_that_is_bound_is_found_whatever_its_name()
    {
        var services = new ServiceCollection().Configure<Example>(_ => { }).AddHttpClient();

        Assert.Equal([typeof(Example)], AppSettings.BoundIn(services));
    }

    [Fact]
    public void A_type_that_does_not_say_its_section_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => AppSettings.Of(typeof(SettingTests)));

    [Fact]
    public void A_setting_is_found_in_a_table_and_in_Bicep_by_its_whole_name()
    {
        Assert.Equal(["Shopify__A", "Shopify__B"], InReadme("| `Shopify__A`, `Shopify__B` | | see `C` |\n`Shopify__D` is no row\n"));
        Assert.Equal(["Shopify__A"], InBicep("var defaults = {\n  Shopify__A: ''\n  // Shopify__B: ''\n  Other: 'Shopify__C'\n}\n"));
    }

    private static bool IsOfTheApp(string name) =>
        name.StartsWith("InventorySync__", StringComparison.Ordinal) || name.StartsWith("Shopify__", StringComparison.Ordinal);

    private static IEnumerable<string> InReadme(string text) => text.Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Name().Matches(line.Split('|')[1]))
        .Select(match => match.Groups["name"].Value);

    private static List<string> InSample()
    {
        using var sample = JsonDocument.Parse(SourceFiles.Read("local.settings.sample.json"));
        return [.. sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name)];
    }

    private static IEnumerable<string> InBicep(string text) => Line().Matches(text).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("`(?<name>[A-Za-z_]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"^ +(?<name>(InventorySync|Shopify)__\w+):",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    /// <summary>An options type of the app's kind, whose one setting is nowhere.</summary>
    private sealed class Example
    {
        public const string Section = "InventorySync";

        public string? NewSetting { get; set; }

        public bool IsDerived => NewSetting is not null;

        public string? Kept { get; private set; }
    }
}
