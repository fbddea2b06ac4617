using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace FunctionsHost.Discovery;

/// <summary>
/// The app settings as the Functions host sees them: they alone replace <c>%Name%</c> in attributes, an option's default does not.
/// </summary>
/// <remarks>
/// Source: https://learn.microsoft.com/azure/azure-functions/functions-bindings-expressions-patterns#binding-expressions---app-settings
/// </remarks>
internal sealed partial class AppSettings(IConfiguration configuration)
{
    /// <exception cref="HostStartException">A setting is missing: the function would not load on Azure.</exception>
    public string Resolve(string text, string functionName) => Expression().Replace(text, match =>
    {
        var setting = match.Groups["name"].Value;
        return configuration[setting.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value
            ? value
            : throw new HostStartException($"Function '{functionName}' needs the setting '{setting}', which is not set.");
    });

    /// <remarks>Source: https://learn.microsoft.com/azure/azure-functions/disable-function</remarks>
    public bool IsDisabled(string functionName) =>
        bool.TryParse(configuration[$"AzureWebJobs.{functionName}.Disabled"], out var disabled) && disabled;

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();
}
