using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using InventorySync.Shopify;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Shopify;

/// <summary>
/// Every query of Shopify/Queries against Shopify's own schema, and against what Shopify lets a query cost and a bulk query be. None uses a
/// field that is newer than that schema; one that does has to be named here.
/// </summary>
public sealed class QueryTests
{
    private const int MaxCost = 1_000;

    private static readonly string[] BuiltInScalars = ["ID", "Int", "Float", "String", "Boolean"];

    /// <summary>How many ids each query that takes several is given at most.</summary>
    private static readonly Dictionary<string, int> Ids = new(StringComparer.Ordinal)
    {
        ["ReadInventoryItems"] = InventoryReader.ItemsPerQuery,
        ["ReadProducts"] = ProductReader.ProductsPerQuery,
    };

    [ShopifySchemaFact]
    public async Task Every_query_is_valid_by_Shopifys_schema_and_names_nothing_deprecated()
    {
        var schema = Build(await ShopifySchema.ReadAsync());
        List<string> faults = [];
        foreach (var name in QueryText.Names)
        {
            var document = Parser.Parse(QueryText.Of(name));
            var operation = Assert.Single(document.Definitions.OfType<GraphQLOperationDefinition>());
            var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
            {
                Schema = schema, Document = document, Operation = operation, Variables = VariablesOf(name, operation).ToInputs(),
                Rules = DocumentValidator.CoreRules.Append(new NoDeprecatedFields()),
            });
            faults.AddRange(result.Errors.Select(error => $"{name}: {error.Message}"));
        }

        Assert.Empty(faults);
    }

    [ShopifySchemaFact]
    public async Task Shopify_knows_every_topic_by_its_name_in_GraphQL()
    {
        var values = Parser.Parse(await ShopifySchema.ReadAsync()).Definitions.OfType<GraphQLEnumTypeDefinition>()
            .Single(type => type.Name.StringValue == "WebhookSubscriptionTopic").Values!;

        Assert.Empty(WebhookSubscriptions.Topics.Except(values.Select(value => value.Name.StringValue), StringComparer.Ordinal));
    }

    [ShopifySchemaFact]
    public async Task No_query_costs_more_than_Shopify_allows_at_its_largest()
    {
        var types = Parser.Parse(await ShopifySchema.ReadAsync()).Definitions
            .OfType<GraphQLTypeDefinition>()
            .ToDictionary(type => type.Name.StringValue, StringComparer.Ordinal);

        foreach (var name in QueryText.Names.Where(name => name != "Everything")) // a bulk query costs nothing but its mutation
        {
            var document = Parser.Parse(QueryText.Of(name));
            var operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
            var cost = new QueryCost(types, document, VariablesOf(name, operation)).Of(operation);
            Assert.True(cost is > 0 and < MaxCost, $"{name} costs {cost} points.");
        }
    }

    [Fact]
    public void The_bulk_query_obeys_Shopifys_rules_for_bulk_queries()
    {
        var operation = Assert.Single(Parser.Parse(QueryText.Of("Everything")).Definitions.OfType<GraphQLOperationDefinition>());
        List<int> depths = [];
        Visit(operation.SelectionSet, 0);

        Assert.Equal(OperationType.Query, operation.Operation);
        Assert.DoesNotContain(Single(operation.SelectionSet), (string[])["node", "nodes"]);
        Assert.InRange(depths.Count, 1, 5);
        Assert.InRange(depths.Max(), 1, 2);

        void Visit(GraphQLSelectionSet selections, int depth)
        {
            foreach (var field in selections.Selections.OfType<GraphQLField>().Where(field => field.SelectionSet is not null))
            {
                if (field.SelectionSet!.Selections.OfType<GraphQLField>()
                    .FirstOrDefault(inner => inner.Name.StringValue == "edges") is not { } edges)
                {
                    Visit(field.SelectionSet, depth);
                    continue;
                }

                depths.Add(depth + 1);
                var node = Assert.Single(edges.SelectionSet!.Selections.OfType<GraphQLField>());
                Assert.Equal("node", node.Name.StringValue);
                Assert.Contains("id", node.SelectionSet!.Selections.OfType<GraphQLField>().Select(selected => selected.Name.StringValue));
                Visit(node.SelectionSet, depth + 1);
            }
        }
    }

    /// <summary>An operation's name is its file's, so that a log line, an error and a file say the same.</summary>
    [Fact]
    public void A_query_has_the_name_of_its_file()
    {
        Assert.NotEmpty(QueryText.Names);
        Assert.All(QueryText.Names.Where(name => name != "Everything"), name =>
            Assert.Equal(
                name, Parser.Parse(QueryText.Of(name)).Definitions.OfType<GraphQLOperationDefinition>().Single().Name?.StringValue));
    }

    [Fact]
    public void Every_mutation_asks_for_its_user_errors() => Assert.All(
        QueryText.Names.SelectMany(name => Parser.Parse(QueryText.Of(name)).Definitions.OfType<GraphQLOperationDefinition>())
            .Where(operation => operation.Operation is OperationType.Mutation)
            .SelectMany(operation => operation.SelectionSet.Selections.OfType<GraphQLField>()),
        mutation => Assert.Contains(
            "userErrors", mutation.SelectionSet!.Selections.OfType<GraphQLField>().Select(field => field.Name.StringValue)));

    [Fact]
    public void Every_page_that_is_read_says_whether_there_is_another_or_is_meant_to_be_the_only_one()
    {
        // Of the newest operations only the newest are wanted.
        foreach (var name in QueryText.Names.Where(name => name is not ("Everything" or "ReadNewestBulkOperations")))
        {
            var text = QueryText.Of(name);
            Assert.Equal(text.Split("first:").Length, text.Split("pageInfo { hasNextPage endCursor }").Length);
        }
    }

    private static string Single(GraphQLSelectionSet selections) =>
        Assert.Single(selections.Selections.OfType<GraphQLField>()).Name.StringValue;

    private static Schema Build(string text)
    {
        var types = Parser.Parse(text).Definitions.OfType<GraphQLTypeDefinition>().ToList();
        var schema = Schema.For(text, builder =>
        {
            builder.RunConfigurations = false;
            // nothing is executed
            foreach (var type in types.OfType<GraphQLObjectTypeDefinition>())
                builder.Types.For(type.Name.StringValue).IsTypeOfFunc = _ => false;
        });
        foreach (var scalar in types.OfType<GraphQLScalarTypeDefinition>()
            .Select(type => type.Name.StringValue)
            .Except(BuiltInScalars, StringComparer.Ordinal))
            schema.RegisterType(new OpaqueScalar(scalar));
        schema.Initialize();
        return schema;
    }

    /// <summary>The largest variables that the app sends.</summary>
    private static Dictionary<string, object?> VariablesOf(string query, GraphQLOperationDefinition operation) =>
        (operation.Variables?.Items ?? [])
            .Where(variable => variable.DefaultValue is null)
            .Select(variable => variable.Variable.Name.StringValue)
            .ToDictionary(
                name => name,
                object? (name) => name switch
                {
                    "ids" => Enumerable.Range(1, Ids[query]).Select(object (n) => $"gid://shopify/InventoryItem/{n}").ToList(),
                    "topic" => WebhookSubscriptions.Topics[0],
                    _ => name,
                },
                StringComparer.Ordinal);

    /// <summary>Any of Shopify's own scalars: what is in them is not judged here.</summary>
    private sealed class OpaqueScalar : ScalarGraphType
    {
        public OpaqueScalar(string name) => Name = name;

        public override object? ParseValue(object? value) => value;

        public override bool CanParseLiteral(GraphQLValue value) => true;

        public override object? ParseLiteral(GraphQLValue value) => value;
    }

    private sealed class NoDeprecatedFields : ValidationRuleBase
    {
        public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(
            new MatchingNodeVisitor<GraphQLField>((_, visited) =>
            {
                var field = visited.TypeInfo.GetFieldDef();
                if (field?.DeprecationReason is { } reason)
                    visited.ReportError(new ValidationError($"{field.Name} is deprecated: {reason}"));
            }));
    }
}
