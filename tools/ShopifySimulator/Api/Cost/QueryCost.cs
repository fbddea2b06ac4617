using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ShopifySimulator.Api.Cost;

/// <summary>
/// What a query may cost, before it has run: an object 1, a connection 2 and what each of the asked entries costs, a mutation 10, of an
/// interface its dearest type. https://shopify.engineering/rate-limiting-graphql-apis-calculating-query-complexity,
/// https://shopify.dev/docs/api/usage/limits
/// </summary>
internal sealed class QueryCost(
    ISchema schema, GraphQLDocument document, IReadOnlyDictionary<GraphQLField, IDictionary<string, ArgumentValue>>? arguments)
{
    public const int OfMutation = 10;
    public const int OfConnection = 2;

    public int Of(GraphQLOperationDefinition operation) => operation.Operation == OperationType.Mutation
        ? Fields(operation.SelectionSet, schema.Mutation!).Count() * OfMutation
        : Of(operation.SelectionSet, schema.Query);

    private int Of(GraphQLSelectionSet? selections, IGraphType type) => type is IAbstractGraphType several
        ? several.PossibleTypes.Max(possible => Of(selections, possible))
        : Fields(selections, type).Sum(Of);

    private int Of((GraphQLField Field, FieldType Type) selected)
    {
        var type = selected.Type.ResolvedType!.GetNamedType();
        if (type is ScalarGraphType) return 0; // an enum is one, too
        if (IsConnection(type)) return OfConnection + (SizeOf(selected.Field) * OfEntry(selected.Field.SelectionSet, type));
        var times = Argument(selected.Field, "ids") is ICollection<object> ids ? ids.Count : 1;
        return times * (1 + Of(selected.Field.SelectionSet, type));
    }

    public static bool IsConnection(IGraphType type) =>
        type is IObjectGraphType && type.Name.EndsWith("Connection", StringComparison.Ordinal);

    /// <summary>An entry may be asked for as node and as edge; it is one either way.</summary>
    private int OfEntry(GraphQLSelectionSet? selections, IGraphType connection) => Fields(selections, connection)
        .SelectMany(selected => selected.Field.Name.Value.Span is not "edges" ? [selected]
            : Fields(selected.Field.SelectionSet, selected.Type.ResolvedType!.GetNamedType()))
        .Where(selected => selected.Field.Name.Value.Span is "node" or "nodes")
        .Select(selected => 1 + Of(selected.Field.SelectionSet, selected.Type.ResolvedType!.GetNamedType()))
        .DefaultIfEmpty(0)
        .Max();

    private int SizeOf(GraphQLField field) => (Argument(field, "first") ?? Argument(field, "last")) is int size ? Math.Max(size, 0) : 0;

    private object? Argument(GraphQLField field, string name) =>
        arguments is not null && arguments.TryGetValue(field, out var values) && values.TryGetValue(name, out var value)
            ? value.Value
            : null;

    /// <summary>The fields that are selected of a type, through whatever fragments.</summary>
    private IEnumerable<(GraphQLField Field, FieldType Type)> Fields(GraphQLSelectionSet? selections, IGraphType type)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            if (selection is GraphQLField field)
            {
                // Those with two underscores are GraphQL's own, and free.
                if (((IComplexGraphType)type).GetField(field.Name.Value) is { } fieldType) yield return (field, fieldType);
                continue;
            }

            var fragment = selection is GraphQLFragmentSpread spread ? document.Fragment(spread)! : null;
            var condition = fragment?.TypeCondition ?? (selection as GraphQLInlineFragment)?.TypeCondition;
            if (condition is not null && !IsOf(type, condition.Type.Name.Value.ToString())) continue;
            foreach (var selected in Fields(fragment?.SelectionSet ?? ((GraphQLInlineFragment)selection).SelectionSet, type))
                yield return selected;
        }
    }

    private bool IsOf(IGraphType type, string condition) =>
        type.Name == condition || (schema.AllTypes[condition] is IAbstractGraphType several
            && several.PossibleTypes.Any(possible => possible.Name == type.Name));
}
