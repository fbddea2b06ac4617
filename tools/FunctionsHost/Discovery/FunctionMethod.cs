using System.Reflection;
using FunctionsHost.Invocation;

namespace FunctionsHost.Discovery;

/// <summary>A method with [Function], and all that an invocation needs to know of it whatever its trigger is.</summary>
/// <param name="Name">The name in [Function].</param>
/// <param name="Method">The method itself.</param>
/// <param name="Arguments">Where each parameter's value comes from, in the parameters' order.</param>
/// <param name="Outputs">What becomes of the method's result.</param>
internal sealed record FunctionMethod(
    string Name, MethodInfo Method, IReadOnlyList<Func<HostFunctionContext, object?>> Arguments, FunctionOutputs Outputs)
{
    /// <summary>The class, of which each invocation gets an instance of its own.</summary>
    public Type Class => Method.DeclaringType!;
}
