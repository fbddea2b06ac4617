using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using InventorySync.Telemetry;
using InventorySync.Tests.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace InventorySync.Tests.Infra;

/// <summary>
/// What the app really emits: instruments with their tags as a listener sees them, log events with their fields and functions as their
/// attributes have them.
/// </summary>
internal sealed partial record EmittedNames(
    IReadOnlyDictionary<string, IReadOnlySet<string>> TagsByMetric, IReadOnlyDictionary<int, IReadOnlySet<string>> FieldsByEvent,
    IReadOnlySet<string> Functions)
{
    public static EmittedNames OfTheApp() => new(Instruments(), Events(), FunctionNames());

    private static Dictionary<string, IReadOnlySet<string>> Instruments()
    {
        Dictionary<string, IReadOnlySet<string>> found = new(StringComparer.Ordinal);
        using var meters = new TestMeterFactory();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope != meters) return;
                found.Add(instrument.Name, new HashSet<string>(StringComparer.Ordinal));
                self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        listener.Start();

        var metrics = new SyncMetrics(meters);
        foreach (var method in typeof(SyncMetrics).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            method.Invoke(metrics, [.. method.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
        return found;

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags) ((HashSet<string>)found[instrument.Name]).Add(tag.Key);
        }
    }

    private static object Sample(Type type) => type == typeof(string) ? "x" : Activator.CreateInstance(type)!;

    private static Dictionary<int, IReadOnlySet<string>> Events() => typeof(SyncMetrics).Assembly.GetTypes()
        .Where(type => type.Name == "Log")
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
        .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
        .OfType<LoggerMessageAttribute>()
        .ToDictionary(
            message => message.EventId,
            IReadOnlySet<string> (message) =>
                Field().Matches(message.Message).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal));

    private static HashSet<string> FunctionNames() => typeof(SyncMetrics).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name)
        .OfType<string>()
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();
}
