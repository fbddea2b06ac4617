using GraphQLParser.AST;

namespace ShopifySimulator.Api.Cost;

internal static class Selections
{
    /// <returns>Null if the document has no such fragment.</returns>
    public static GraphQLFragmentDefinition? Fragment(this GraphQLDocument document, GraphQLFragmentSpread spread) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>()
            .FirstOrDefault(fragment => fragment.FragmentName.Name.Value == spread.FragmentName.Name.Value);
}
