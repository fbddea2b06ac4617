using System.Reflection;
using FunctionsHost.Queues;
using FunctionsHost.Timers;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionsHost.Discovery;

/// <summary>Reads one method's attributes, and refuses at start what would fail or be ignored later.</summary>
internal sealed class FunctionReader(MethodInfo method, string name, AppSettings settings)
{
    /// <summary>The connection that a trigger or an output has when it names none, and the only one that this host has.</summary>
    private const string OnlyConnection = "AzureWebJobsStorage";

    public string Name => name;

    /// <returns>An <see cref="HttpFunction"/>, a <see cref="QueueFunction"/> or a <see cref="TimerFunction"/>.</returns>
    /// <exception cref="HostStartException">It is none of these, or not one that can be served.</exception>
    public object Read()
    {
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(candidate => candidate.Trigger is not null)
            .ToList();
        if (triggers.Count != 1) throw Refusal($"it has {triggers.Count} triggers, and a function has exactly one");

        if (method.GetCustomAttribute<RetryAttribute>() is not null) throw Refusal("this host does not serve a retry attribute");

        return triggers[0].Trigger switch
        {
            HttpTriggerAttribute http => ReadHttp(http),
            QueueTriggerAttribute queue => ReadQueue(queue),
            TimerTriggerAttribute timer => ReadTimer(timer),
            var other => throw Refusal($"this host does not serve {other!.GetType().Name}"),
        };
    }

    private HttpFunction ReadHttp(HttpTriggerAttribute trigger)
    {
        if (trigger.AuthLevel is not (AuthorizationLevel.Anonymous or AuthorizationLevel.Function))
            throw Refusal($"this host does not serve the authorization level {trigger.AuthLevel}");

        RouteTemplate route;
        try
        {
            route = TemplateParser.Parse(trigger.Route ?? name);
        }
        catch (ArgumentException e)
        {
            throw Refusal($"its route is wrong: {e.Message}");
        }

        if (route.Parameters.Any(parameter => parameter.InlineConstraints.Any()))
            throw Refusal("this host does not serve route constraints");

        string[] routeValues = [.. route.Parameters.Select(parameter => parameter.Name!)];
        return new HttpFunction(
            ReadMethod(typeof(HttpRequestData), routeValues, answers: true), route, trigger.Methods ?? [], trigger.AuthLevel);
    }

    private QueueFunction ReadQueue(QueueTriggerAttribute trigger) =>
        new(ReadMethod(typeof(byte[]), QueueBindingData.Names, answers: false), QueueName(trigger.QueueName, trigger.Connection));

    private TimerFunction ReadTimer(TimerTriggerAttribute trigger)
    {
        if (trigger is { RunOnStartup: true } or { UseMonitor: false })
            throw Refusal("this host serves neither RunOnStartup nor a timer without UseMonitor");
        var expression = settings.Resolve(trigger.Schedule, name);
        var schedule = Schedule.TryParse(expression)
            ?? throw Refusal($"'{expression}' is no cron expression of six fields");
        return new TimerFunction(ReadMethod(typeof(TimerInfo), [], answers: false), schedule);
    }

    private FunctionMethod ReadMethod(Type triggerType, IReadOnlyList<string> bindingData, bool answers)
    {
        var arguments = new ArgumentReader(triggerType, bindingData, Refusal);
        var outputs = new OutputReader(QueueName, Refusal);
        return new FunctionMethod(name, method, [.. method.GetParameters().Select(arguments.Read)], outputs.Read(method, answers));
    }

    private string QueueName(string text, string? connection)
    {
        if (connection is not (null or OnlyConnection))
            throw Refusal($"this host has the connection {OnlyConnection} alone, not '{connection}'");
        var queueName = settings.Resolve(text, name);
        return QueueLimits.IsQueueName(queueName) ? queueName : throw Refusal($"'{queueName}' is not a queue's name");
    }

    private HostStartException Refusal(string reason) => new($"Function '{name}' cannot be served: {reason}.");
}
