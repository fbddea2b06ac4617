using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Discovery;

/// <summary>A function with an HTTP trigger.</summary>
/// <param name="Route">The template below host.json's prefix.</param>
/// <param name="Methods">The methods that it answers; empty means all.</param>
/// <param name="Level">Anonymous, or whoever has the key.</param>
internal sealed record HttpFunction(FunctionMethod Method, RouteTemplate Route, IReadOnlyList<string> Methods, AuthorizationLevel Level)
{
    public bool Answers(string method) => Methods.Count == 0 || Methods.Contains(method, StringComparer.OrdinalIgnoreCase);
}
