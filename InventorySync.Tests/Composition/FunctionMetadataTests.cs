using FunctionsHost.Discovery;
using InventorySync.Triggers;
using Microsoft.Extensions.Configuration;

namespace InventorySync.Tests.Composition;

/// <summary>
/// What the worker's source generator tells Azure of the functions is what the one-process host finds: what a test shows on the one holds
/// for the other.
/// </summary>
public sealed class FunctionMetadataTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder().AddInMemoryCollection(
        [new("InventorySync:FullSyncSchedule", "0 0 */4 * * *"), new("InventorySync:ProbeSchedule", "0 3-59/5 * * * *")]).Build();

    private static AppSettings Resolver => new(Settings);

    [Fact]
    public async Task The_worker_and_the_one_process_host_know_the_same_functions_with_the_same_triggers_and_outputs() =>
        Assert.Equal(Found(), await GeneratedAsync(raw => raw));

    /// <summary>Each of these differences is made in what the generator tells; a part that is not compared would pass.</summary>
    [Theory]
    [InlineData("\"full-sync\"", "\"sync\"")]
    [InlineData("\"post\"", "\"put\"")]
    [InlineData("\"Anonymous\"", "\"Function\"")]
    [InlineData("\"queueName\":\"inventory-changes-poison\"", "\"queueName\":\"inventory-changes-lost\"")]
    [InlineData("\"Binary\"", "\"String\"")]
    [InlineData("0 */5 * * * *", "0 */6 * * * *")]
    [InlineData("%InventorySync:ProbeSchedule%", "%InventorySync:FullSyncSchedule%")]
    [InlineData("\"direction\":\"In\",\"schedule\"", "\"direction\":\"In\",\"runOnStartup\":true,\"schedule\"")]
    [InlineData("\"type\":\"http\",", "\"type\":\"other\",")]
    public async Task A_difference_in_any_part_is_seen(string told, string instead) =>
        Assert.NotEqual(Found(), await GeneratedAsync(raw => raw.Replace(told, instead, StringComparison.Ordinal)));

    [Fact]
    public async Task A_function_that_only_one_of_them_tries_again_is_seen() =>
        Assert.Empty(Found().Intersect(await GeneratedAsync(raw => raw, isTriedAgain: true)));

    [Fact]
    public async Task A_property_that_is_not_compared_is_refused() => await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(
        () => GeneratedAsync(raw => raw.Replace("\"queueName\"", "\"connection\":\"Other\",\"queueName\"", StringComparison.Ordinal)));

    private static IEnumerable<string> Found() =>
        FunctionLines.Of(FunctionCatalog.Of(typeof(FullSyncFunction).Assembly.GetTypes(), Resolver)).Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<string>> GeneratedAsync(Func<string, string> change, bool isTriedAgain = false)
    {
        var functions = await new GeneratedFunctionMetadataProvider().GetFunctionMetadataAsync("");
        return
        [
            .. functions
                .Select(function => FunctionLines.Of(
                    function.Name!, function.EntryPoint!, function.RawBindings!.Select(change),
                    isTriedAgain || function.Retry is not null, Resolver))
                .Order(StringComparer.Ordinal),
        ];
    }
}
