using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionsHost.Discovery;

/// <summary>Finds what becomes of a method's result: an answer, messages, or nothing.</summary>
/// <param name="resolve">Gives a queue's name from an attribute's text and connection.</param>
/// <param name="refuse">Makes the error for what cannot be served.</param>
internal sealed class OutputReader(Func<string, string?, string> resolve, Func<string, Exception> refuse)
{
    /// <param name="answers">Whether the function's result may hold an answer.</param>
    public FunctionOutputs Read(MethodInfo method, bool answers)
    {
        var (type, value) = ResultOf(method);
        var onMethod = method.GetCustomAttributes<OutputBindingAttribute>().ToList();
        if (onMethod is [var single])
        {
            if (answers) throw refuse("its result is a message, so that it has no answer: return an object with both");
            return new FunctionOutputs(value, Response: null, [QueueOutputOf(single, type, result => result)]);
        }

        if (onMethod.Count > 1) throw refuse("its result has two output bindings");
        if (type == typeof(void)) return new FunctionOutputs(value, Response: null, []);
        if (answers && type == typeof(HttpResponseData)) return new FunctionOutputs(value, result => (HttpResponseData?)result, []);
        return ReadProperties(type, value, answers);
    }

    private FunctionOutputs ReadProperties(Type type, Func<object?, object?> value, bool answers)
    {
        Func<object?, HttpResponseData?>? response = null;
        List<QueueOutput> queues = [];
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<OutputBindingAttribute>() is not { } output) continue;
            if (output is not HttpResultAttribute)
                queues.Add(QueueOutputOf(output, property.PropertyType, result => result is null ? null : property.GetValue(result)));
            else if (answers && response is null && property.PropertyType == typeof(HttpResponseData))
                response = result => result is null ? null : (HttpResponseData?)property.GetValue(result);
            else
                throw refuse($"[HttpResult] belongs on one HttpResponseData property of an HTTP function's result, not on {property.Name}");
        }

        if (answers && response is null) throw refuse($"its result, {type.Name}, holds no answer");
        if (!answers && queues.Count == 0) throw refuse($"its result, {type.Name}, would go nowhere");
        return new FunctionOutputs(value, response, queues);
    }

    private QueueOutput QueueOutputOf(OutputBindingAttribute output, Type type, Func<object?, object?> read)
    {
        if (output is not QueueOutputAttribute queue) throw refuse($"this host does not serve {output.GetType().Name}");
        // The Functions host parses a string or an object and writes it again with other spaces and dates, and makes several messages of an
        // array.
        if (type != typeof(byte[])) throw refuse($"[QueueOutput] is on {type.Name}, and only byte[] is sent as it is");
        return new QueueOutput(resolve(queue.QueueName, queue.Connection), result => (byte[]?)read(result));
    }

    private (Type Type, Func<object?, object?> Value) ResultOf(MethodInfo method)
    {
        var returned = method.ReturnType;
        if (returned == typeof(void) || returned == typeof(Task)) return (typeof(void), _ => null);
        if (returned == typeof(ValueTask) || (returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            throw refuse("it returns a ValueTask; return a Task");
        if (!returned.IsGenericType || returned.GetGenericTypeDefinition() != typeof(Task<>)) return (returned, result => result);

        var property = returned.GetProperty(nameof(Task<>.Result))!;
        return (returned.GetGenericArguments()[0], property.GetValue);
    }
}
