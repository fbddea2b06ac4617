using GraphQL.Execution;

namespace ShopifySimulator.Api.Cost;

/// <summary>
/// What a query did cost, by what came of it: the same prices as <see cref="QueryCost"/>'s, for the objects that were there.
/// </summary>
internal static class ActualCost
{
    public static int Of(object? data, bool isMutation)
    {
        if (data is not RootExecutionNode { SubFields: { } fields }) return 0;
        return isMutation ? fields.Length * QueryCost.OfMutation : fields.Sum(Of);
    }

    private static int Of(ExecutionNode node) => node switch
    {
        ObjectExecutionNode { SubFields: null } => 0,
        ObjectExecutionNode connection when QueryCost.IsConnection(connection.GraphType) =>
            QueryCost.OfConnection + connection.SubFields!.Max(OfEntries),
        ObjectExecutionNode { SubFields: { } fields } => 1 + fields.Sum(Of),

        // A list that is none of a page's costs once, except where the client said how long it is.
        ArrayExecutionNode { Items: { Count: > 0 } items } => node.FieldDefinition.Name == "nodes" ? items.Sum(Of) : items.Max(Of),
        _ => 0,
    };

    /// <summary>An edge is free, its node is not.</summary>
    private static int OfEntries(ExecutionNode node) => node is not ArrayExecutionNode { Items: { } items } ? 0
        : node.FieldDefinition.Name == "nodes" ? items.Sum(Of)
        : items.OfType<ObjectExecutionNode>().Sum(edge => edge.SubFields?.Sum(Of) ?? 0);
}
