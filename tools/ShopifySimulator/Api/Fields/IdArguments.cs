using GraphQL;

namespace ShopifySimulator.Api.Fields;

internal static class IdArguments
{
    /// <returns>The number in the global id that the argument is.</returns>
    /// <exception cref="ExecutionError">It is no global id, or one of another type.</exception>
    public static long Id(this IResolveFieldContext context, string type, string argument = "id") =>
        Gid.Parse(context.GetArgument<string>(argument), type);
}
