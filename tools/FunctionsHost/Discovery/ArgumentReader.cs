using System.Reflection;
using FunctionsHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace FunctionsHost.Discovery;

/// <summary>Finds where a parameter's value comes from.</summary>
/// <param name="triggerType">What the trigger's parameter has to be; the worker converts to more types, some of them wrongly.</param>
/// <param name="bindingData">The names that the trigger's binding data has.</param>
/// <param name="refuse">Makes the error for what cannot be served.</param>
internal sealed class ArgumentReader(Type triggerType, IReadOnlyList<string> bindingData, Func<string, Exception> refuse)
{
    public Func<HostFunctionContext, object?> Read(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null)
        {
            return type == triggerType
                ? context => context.Trigger
                : throw refuse($"its trigger gives {triggerType.Name}, not {type.Name}");
        }

        if (parameter.GetCustomAttribute<BindingAttribute>() is { } binding)
            throw refuse($"this host does not serve {binding.GetType().Name}");
        if (type == typeof(FunctionContext)) return context => context;
        if (type == typeof(CancellationToken)) return context => context.CancellationToken;

        var name = parameter.Name ?? "";
        if (type == typeof(string) && bindingData.Contains(name, StringComparer.OrdinalIgnoreCase))
            return context => context.BindingContext.BindingData.GetValueOrDefault(name);

        throw refuse($"nothing gives its parameter '{type.Name} {name}' a value");
    }
}
