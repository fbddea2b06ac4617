using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace FunctionsHost;

/// <summary>Reads single values of host.json and says, of a wrong one, which it is and what it may be.</summary>
internal sealed class HostJsonValues(IConfiguration configuration)
{
    public string Text(string key, string absent) => configuration[key] ?? absent;

    public int Number(string key, int absent, int least, int most)
    {
        if (configuration[key] is not { } text) return absent;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        throw new HostStartException($"host.json: {key} is '{text}'; it must be a whole number from {least} to {most}.");
    }

    public TimeSpan Span(string key, TimeSpan absent, TimeSpan least)
    {
        if (configuration[key] is not { } text) return absent;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least) return value;
        throw new HostStartException($"host.json: {key} is '{text}'; it must be a time of at least {least:c}, such as \"00:00:01\".");
    }

    /// <summary>The platform's default is that of a Flex Consumption plan; -1 stands for no limit there too.</summary>
    /// <remarks>Source: https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout</remarks>
    public TimeSpan? FunctionTimeout() => configuration["functionTimeout"] is "-1"
        ? null
        : Span("functionTimeout", TimeSpan.FromMinutes(30), least: TimeSpan.FromSeconds(1));
}
