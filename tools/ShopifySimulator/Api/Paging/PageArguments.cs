using GraphQL;

namespace ShopifySimulator.Api.Paging;

/// <summary>Which part of a list is asked for.</summary>
internal sealed record PageArguments(int? First, int? Last, Cursor? After, Cursor? Before, bool Reverse)
{
    /// <summary>https://shopify.dev/docs/api/usage/pagination-graphql</summary>
    private const int MaxSize = 250;

    /// <exception cref="ExecutionError">They ask for nothing that there is.</exception>
    public static PageArguments Of(IResolveFieldContext context)
    {
        var (first, last) = (context.GetArgument<int?>("first"), context.GetArgument<int?>("last"));
        if (first is null && last is null) throw Refused("you must provide one of first or last");
        if (first is not null && last is not null) throw Refused("providing both first and last is not supported");
        if ((first ?? last) is < 0 or > MaxSize) throw Refused($"{(first is null ? "last" : "first")} must be between 0 and {MaxSize}");
        return new PageArguments(first, last, CursorOf("after"), CursorOf("before"), context.GetArgument<bool>("reverse"));

        Cursor? CursorOf(string argument) => context.GetArgument<string?>(argument) is { } text ? Cursor.Parse(text) : null;
    }

    private static ExecutionError Refused(string message) => new(message) { Code = "BAD_REQUEST" };
}
