using System.Collections;
using GraphQLParser.AST;

namespace InventorySync.Tests.Shopify;

/// <summary>
/// What a query may cost at most, by Shopify's published rule: an object 1, a scalar or an enum nothing, a connection 2 and what each of
/// the entries asked for costs, a mutation 10; of an interface the dearest selection, and here the sum of all of them.
/// https://shopify.dev/docs/api/usage/limits
/// </summary>
internal sealed class QueryCost(
    IReadOnlyDictionary<string, GraphQLTypeDefinition> types, GraphQLDocument document, IReadOnlyDictionary<string, object?> variables)
{
    public int Of(GraphQLOperationDefinition operation) =>
        operation.Operation is OperationType.Mutation
            ? operation.SelectionSet.Selections.Count * 10
            : Of(operation.SelectionSet, "QueryRoot");

    private int Of(GraphQLSelectionSet selections, string type) => selections.Selections.Sum(selection => selection switch
    {
        GraphQLInlineFragment inline => Of(inline.SelectionSet, inline.TypeCondition?.Type.Name.StringValue ?? type),
        GraphQLFragmentSpread spread => Of(Fragment(spread), Fragment(spread, out var on) is not null ? on : type),
        GraphQLField field => Of(field, type),
        _ => 0,
    });

    private int Of(GraphQLField field, string type)
    {
        var named = TypeOf(type, field.Name.StringValue);
        if (field.SelectionSet is null) return 0;
        if (named.EndsWith("Connection", StringComparison.Ordinal)) return 2 + (Size(field) * OfEntry(field.SelectionSet, named));
        return Times(field) * (1 + Of(field.SelectionSet, named));
    }

    private int OfEntry(GraphQLSelectionSet selections, string connection) => selections.Selections.OfType<GraphQLField>()
        .Where(field => field.Name.StringValue is "nodes")
        .Sum(field => 1 + Of(field.SelectionSet!, TypeOf(connection, "nodes")));

    private int Times(GraphQLField field) =>
        Argument(field, "ids") is GraphQLVariable variable ? ((ICollection)variables[variable.Name.StringValue]!).Count : 1;

    private static int Size(GraphQLField field) => Argument(field, "first") is GraphQLIntValue size
        ? int.Parse(size.Value.Span, System.Globalization.CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"{field.Name.StringValue} does not say how many it asks for.");

    private static GraphQLValue? Argument(GraphQLField field, string name) =>
        field.Arguments?.Items.Find(argument => argument.Name.StringValue == name)?.Value;

    private string TypeOf(string type, string field)
    {
        var fields = ((IHasFieldsDefinitionNode)types[type]).Fields!;
        GraphQLType result = fields.Items.First(definition => definition.Name.StringValue == field).Type;
        while (result is not GraphQLNamedType)
            result = result is GraphQLNonNullType nonNull ? nonNull.Type : ((GraphQLListType)result).Type;
        return ((GraphQLNamedType)result).Name.StringValue;
    }

    private GraphQLSelectionSet Fragment(GraphQLFragmentSpread spread) => Fragment(spread, out _)!;

    private GraphQLSelectionSet? Fragment(GraphQLFragmentSpread spread, out string type)
    {
        var fragment = document.Definitions.OfType<GraphQLFragmentDefinition>()
            .First(definition => definition.FragmentName.Name == spread.FragmentName.Name);
        type = fragment.TypeCondition.Type.Name.StringValue;
        return fragment.SelectionSet;
    }
}
