using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using ShopifySimulator.Api.Cost;

namespace ShopifySimulator.Bulk;

/// <summary>What a bulk query has of connections: one walk through it, fragments included.</summary>
internal sealed class BulkSurvey(ISchema schema, GraphQLDocument document)
{
    private const int MaxConnections = 5;

    /// <summary>Of connections within connections: the outermost has none.</summary>
    private const int MaxDepth = 2;

    private readonly List<string> _byNodes = [];
    private readonly List<string> _withoutId = [];
    private int _connections;
    private int _depth;
    private string? _topLevelNode;

    public List<GraphQLField> Outermost { get; } = [];

    public IEnumerable<string> Faults
    {
        get
        {
            if (_topLevelNode is not null) yield return $"Bulk queries cannot contain a top level `{_topLevelNode}` field.";
            if (_connections == 0) yield return "Bulk queries must contain at least one connection.";
            if (_connections > MaxConnections) yield return $"Bulk queries cannot contain more than {MaxConnections} connections.";
            if (_depth > MaxDepth) yield return $"Bulk queries cannot contain connections with a nesting depth greater than {MaxDepth}.";
            if (_byNodes.Count > 0)
                yield return "All connection fields in a bulk query must select their contents using 'edges' > 'node'. "
                    + "Selecting via 'nodes' is not supported. "
                    + $"Invalid connection fields: {Quoted(_byNodes)}.";
            if (_withoutId.Count > 0)
                yield return "The 'node' field of a connection must select the 'id' field without an alias. "
                    + $"Connection fields without 'id': {Quoted(_withoutId)}.";
        }
    }

    /// <param name="depth">Connections round this, less one.</param>
    public void Visit(GraphQLSelectionSet? selections, IGraphType type, int depth)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field when type is IComplexGraphType complex && complex.GetField(field.Name.Value) is { } fieldType:
                    Visit(field, fieldType.ResolvedType!.GetNamedType(), type, depth);
                    break;
                case GraphQLInlineFragment inline:
                    Visit(
                        inline.SelectionSet, inline.TypeCondition is { } condition ? schema.AllTypes[condition.Type.Name.Value]! : type,
                        depth);
                    break;
                case GraphQLFragmentSpread spread when document.Fragment(spread) is { } fragment:
                    Visit(fragment.SelectionSet, schema.AllTypes[fragment.TypeCondition.Type.Name.Value]!, depth);
                    break;
            }
        }
    }

    private void Visit(GraphQLField field, IGraphType type, IGraphType parent, int depth)
    {
        var name = field.Name.StringValue;
        if (parent == schema.Query && name is ("node" or "nodes")) _topLevelNode = name;
        if (QueryCost.IsConnection(type))
        {
            _connections++;
            depth++;
            _depth = Math.Max(_depth, depth);
            if (depth == 0) Outermost.Add(field);
            if (Has(field.SelectionSet, "nodes")) _byNodes.Add(name);
            else if (!Chosen(Chosen([field], "edges"), "node").Any(node => Has(node.SelectionSet, "id"))) _withoutId.Add(name);
        }

        Visit(field.SelectionSet, type, depth);
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private bool Has(GraphQLSelectionSet? selections, string name) =>
        Fields(selections).Any(field => field.Alias is null && field.Name.StringValue == name);

    private IEnumerable<GraphQLField> Chosen(IEnumerable<GraphQLField> parents, string name) =>
        parents.SelectMany(parent => Fields(parent.SelectionSet)).Where(field => field.Name.StringValue == name);

    private IEnumerable<GraphQLField> Fields(GraphQLSelectionSet? selections) => (selections?.Selections ?? []).SelectMany(
        selection => selection switch
        {
            GraphQLInlineFragment inline => Fields(inline.SelectionSet),
            GraphQLFragmentSpread spread => Fields(document.Fragment(spread)?.SelectionSet),
            _ => [(GraphQLField)selection],
        });
}
