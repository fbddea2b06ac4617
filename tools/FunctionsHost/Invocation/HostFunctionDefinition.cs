using System.Collections.Immutable;
using FunctionsHost.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Invocation;

/// <summary>A function's description, as code that runs in it may ask for it. Bindings are resolved before and not listed.</summary>
internal sealed class HostFunctionDefinition(FunctionMethod function) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. function.Method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name ?? "", parameter.ParameterType))];

    public override string PathToAssembly => function.Class.Assembly.Location;

    public override string EntryPoint => $"{function.Class.FullName}.{function.Method.Name}";

    public override string Id => function.Name;

    public override string Name => function.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
}
