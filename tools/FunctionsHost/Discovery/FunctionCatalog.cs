using System.Reflection;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Discovery;

/// <summary>The functions that were found, by the kind of their trigger.</summary>
internal sealed record FunctionCatalog(
    IReadOnlyList<HttpFunction> Http, IReadOnlyList<QueueFunction> Queues, IReadOnlyList<TimerFunction> Timers)
{
    /// <summary>Every queue that the functions read from or write to, and the poison queues of those that they read from.</summary>
    public IEnumerable<string> QueueNames => Queues
        .SelectMany(function => (string?[])[function.QueueName, function.PoisonQueueName])
        .OfType<string>()
        .Concat(Methods.SelectMany(method => method.Outputs.Queues).Select(output => output.QueueName))
        .Distinct(StringComparer.Ordinal);

    private IEnumerable<FunctionMethod> Methods =>
        [.. Http.Select(function => function.Method), .. Queues.Select(function => function.Method), .. Timers.Select(
            function => function.Method)];

    /// <summary>Finds the methods with [Function]; those that settings disable are left out.</summary>
    /// <exception cref="HostStartException">A function asks for what this host does not serve, or for a setting that is
    /// missing.</exception>
    public static FunctionCatalog Of(IEnumerable<Type> types, AppSettings settings)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var found = types
            .SelectMany(type => type.GetMethods(Any))
            .Select(method => (Method: method, Function: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(candidate => candidate.Function is not null && !settings.IsDisabled(candidate.Function.Name))
            .Select(candidate => new FunctionReader(candidate.Method, candidate.Function!.Name, settings))
            .ToList();

        if (found.GroupBy(reader => reader.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(named => named.Count() > 1) is { } twice)
            throw new HostStartException($"Two functions are named '{twice.Key}'.");

        var functions = found.ConvertAll(reader => reader.Read());
        return new FunctionCatalog(
            [.. functions.OfType<HttpFunction>().OrderBy(function => RoutePrecedence.ComputeInbound(function.Route))],
            [.. functions.OfType<QueueFunction>()],
            [.. functions.OfType<TimerFunction>()]);
    }
}
