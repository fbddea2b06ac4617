using FunctionsHost.Discovery;
using FunctionsHost.Invocation;
using Microsoft.AspNetCore.Routing.Template;

namespace FunctionsHost.Http;

/// <summary>One HTTP function, ready to be called.</summary>
/// <param name="Matcher">Matches a whole path, prefix included.</param>
internal sealed record HttpRoute(HttpFunction Function, TemplateMatcher Matcher, FunctionInvoker Invoker)
{
    public static HttpRoute Of(HttpFunction function, string prefix, FunctionInvoker invoker)
    {
        var whole = TemplateParser.Parse($"{prefix}/{function.Route.TemplateText}".Trim('/'));
        return new HttpRoute(function, new TemplateMatcher(whole, []), invoker);
    }
}
