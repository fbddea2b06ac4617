using System.Reflection;
using FunctionsHost.Discovery;
using FunctionsHost.Queues;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsHost.Invocation;

/// <summary>Runs one function: a scope and an instance of its own, then its outputs.</summary>
/// <param name="function">The function.</param>
/// <param name="outputs">The queues that it may write to, by name.</param>
/// <param name="services">The app's services.</param>
/// <param name="timeout">host.json's functionTimeout.</param>
internal sealed class FunctionInvoker(
    FunctionMethod function, IReadOnlyDictionary<string, IQueue> outputs, IServiceProvider services, TimeSpan? timeout, TimeProvider time)
{
    private readonly MethodInvoker _method = MethodInvoker.Create(function.Method);
    private readonly ObjectFactory? _newInstance = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Class, []);

    public string Name => function.Name;

    /// <summary>
    /// Runs the function and sends its messages. The answer is given back only after that, so that nobody is told of a message that the
    /// queue did not take. At the timeout its token is cancelled; the Functions host would end the whole process then, this one goes on.
    /// </summary>
    /// <returns>The answer; null if the function gives none.</returns>
    /// <exception cref="TimeoutException">The function has ended because of the timeout.</exception>
    /// <exception cref="Exception">Whatever the function or the queue has thrown.</exception>
    public async Task<HttpResponseData?> InvokeAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        using var either = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, time);
        // By hand, since a linked source takes no limit on this clock.
        await using var link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), either);
        try
        {
            var result = await RunAsync(call, either.Token);
            foreach (var output in function.Outputs.Queues)
            {
                if (output.Body(result) is { } body) await outputs[output.QueueName].SendAsync(body, either.Token);
            }

            return function.Outputs.Response?.Invoke(result);
        }
        catch (OperationCanceledException e) when (either.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{Name} was cancelled after {timeout}, the functionTimeout of host.json.", e);
        }
    }

    private async Task<object?> RunAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var context = new HostFunctionContext(call, cancellationToken);
        var arguments = new object?[function.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = function.Arguments[i](context);

        var returned = _method.Invoke(_newInstance?.Invoke(scope.ServiceProvider, []), arguments.AsSpan());
        if (returned is Task task) await task;
        return function.Outputs.Value(returned);
    }
}
