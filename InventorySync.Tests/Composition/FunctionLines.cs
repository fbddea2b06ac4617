using System.Text.Json;
using FunctionsHost.Discovery;
using FunctionsHost.Timers;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Tests.Composition;

/// <summary>
/// A function in a line: what starts it, whether it is tried again, and what becomes of its result. Not compared are the names of bindings
/// and parameters, which WorkerTests needs right to call a function, and how often and how late a function is tried again: the app's
/// functions are not.
/// </summary>
internal static class FunctionLines
{
    /// <summary>As the one-process host finds them.</summary>
    public static IEnumerable<string> Of(FunctionCatalog catalog) =>
    [
        .. catalog.Http.Select(function => Line(
            function.Method, Http(function.Level.ToString(), function.Methods, function.Route.TemplateText!))),
        .. catalog.Queues.Select(function => Line(function.Method, Queue(function.QueueName, TakesBytes(function.Method)))),
        // The host refuses a timer with other flags, and a function that is tried again.
        .. catalog.Timers.Select(function => Line(function.Method, Timer(function.Schedule, runsOnStartup: false, isMonitored: true))),
    ];

    /// <summary>As the worker tells the Functions host.</summary>
    /// <param name="rawBindings">A JSON object each. A property that is not compared here is refused.</param>
    public static string Of(string name, string entryPoint, IEnumerable<string> rawBindings, bool hasRetry, AppSettings settings)
    {
        var bindings = rawBindings.Select(raw => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(raw)!).ToList();
        var trigger = bindings.Single(binding => Text(binding, "direction") == "In");
        var outputs = bindings.Where(binding => binding != trigger).ToList();
        RefuseOtherThan(trigger, "authLevel", "methods", "route", "queueName", "dataType", "schedule", "runOnStartup", "useMonitor");
        foreach (var output in outputs) RefuseOtherThan(output, "queueName");

        var starts = Text(trigger, "type") switch
        {
            "httpTrigger" => Http(Text(trigger, "authLevel"), Texts(trigger, "methods"), Text(trigger, "route")),
            "queueTrigger" => Queue(settings.Resolve(Text(trigger, "queueName"), name), Text(trigger, "dataType") == "Binary"),
            "timerTrigger" => Timer(
                Schedule.TryParse(settings.Resolve(Text(trigger, "schedule"), name))!,
                IsTrue(trigger, "runOnStartup", standard: false), IsTrue(trigger, "useMonitor", standard: true)),
            var other => throw new InvalidOperationException($"{name} has a {other}."),
        };
        return Line(
            name, entryPoint, TriedAgain(starts, hasRetry), outputs.Any(output => Text(output, "type") == "http"),
            outputs.Where(output => Text(output, "type") == "queue").Select(output => settings.Resolve(Text(output, "queueName"), name)));
    }

    private static void RefuseOtherThan(Dictionary<string, JsonElement> binding, params IEnumerable<string> compared) =>
        Assert.Empty(binding.Keys.Except(["name", "type", "direction", .. compared]));

    private static string Line(FunctionMethod method, string trigger) => Line(
        method.Name, $"{method.Class.FullName}.{method.Method.Name}", trigger,
        method.Outputs.Response is not null, method.Outputs.Queues.Select(queue => queue.QueueName));

    private static string Line(string name, string entryPoint, string trigger, bool answers, IEnumerable<string> queues)
    {
        var messages = queues.Order(StringComparer.Ordinal).Select(queue => $" queue {queue}");
        return $"{name} ({entryPoint}): {trigger} ->{(answers ? " answer" : "")}{string.Concat(messages)}";
    }

    private static string Http(string level, IEnumerable<string> methods, string route) => $"{level} {string.Join(',', methods)} {route}";

    private static string Queue(string name, bool takesBytes) => $"queue {name}{(takesBytes ? ", bytes" : "")}";

    private static string Timer(Schedule schedule, bool runsOnStartup, bool isMonitored) =>
        $"timer {schedule}{(runsOnStartup ? ", on startup" : "")}{(isMonitored ? ", monitored" : "")}";

    private static string TriedAgain(string starts, bool isTriedAgain) => isTriedAgain ? $"{starts}, tried again" : starts;

    private static bool TakesBytes(FunctionMethod method) =>
        method.Method.GetParameters()
            .Single(parameter => parameter.IsDefined(typeof(QueueTriggerAttribute), inherit: false)).ParameterType == typeof(byte[]);

    private static string Text(Dictionary<string, JsonElement> binding, string property) =>
        binding.TryGetValue(property, out var value) ? value.GetString()! : "";

    private static IEnumerable<string> Texts(Dictionary<string, JsonElement> binding, string property) =>
        binding[property].EnumerateArray().Select(text => text.GetString()!);

    private static bool IsTrue(Dictionary<string, JsonElement> binding, string property, bool standard) =>
        binding.TryGetValue(property, out var value) ? value.GetBoolean() : standard;
}
