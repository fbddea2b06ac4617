using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using InventorySync.Tests.Support;
using ShopifySimulator.Api;

namespace Tools.Tests.ShopifySimulator.Api;

public sealed class ApiSchemaTests
{
    [ShopifySchemaFact]
    public async Task Every_type_field_argument_and_value_of_the_simulated_schema_is_Shopifys_with_the_same_type()
    {
        var theirs = Parser.Parse(await ShopifySchema.ReadAsync()).Definitions.OfType<GraphQLTypeDefinition>()
            .ToDictionary(type => type.Name.StringValue, StringComparer.Ordinal);
        List<string> differences = [];
        foreach (var ours in Parser.Parse(AdminSchema.Text).Definitions.OfType<GraphQLTypeDefinition>())
        {
            if (!theirs.TryGetValue(ours.Name.StringValue, out var type) || type.Kind != ours.Kind)
                differences.Add($"{ours.Name.StringValue} is not Shopify's");
            else
                differences.AddRange((await PartsAsync(ours))
                    .Except(await PartsAsync(type), StringComparer.Ordinal)
                    .Select(part => $"{ours.Name.StringValue}: {part}"));
        }

        Assert.Empty(differences);
    }

    /// <summary>
    /// Everything about a type that a query can depend on, each as a line of text that is the same if and only if the meaning is.
    /// </summary>
    private static async Task<List<string>> PartsAsync(GraphQLTypeDefinition type)
    {
        List<string> parts = [];
        if (type is GraphQLObjectTypeDefinition { Interfaces: { } interfaces })
            parts.AddRange(interfaces.Select(name => $"implements {name.Name.StringValue}"));
        if (type is GraphQLEnumTypeDefinition { Values: { } values })
            parts.AddRange(values.Select(value => $"value {value.Name.StringValue}"));
        if (type is GraphQLInputObjectTypeDefinition { Fields: { } inputs })
        {
            foreach (var input in inputs)
                parts.Add($"{input.Name.StringValue}: {await TextAsync(input.Type)} = {await TextAsync(input.DefaultValue)}");
        }

        foreach (var field in (type as IHasFieldsDefinitionNode)?.Fields?.Items ?? [])
        {
            var name = field.Name.StringValue;
            parts.Add($"{name}: {await TextAsync(field.Type)}");
            if (field.Directives?.Any(directive => directive.Name.StringValue == "deprecated") ?? false) parts.Add($"{name} is deprecated");
            foreach (var argument in field.Arguments?.Items ?? [])
                parts.Add(
                    $"{name}({argument.Name.StringValue}: {await TextAsync(argument.Type)} = {await TextAsync(argument.DefaultValue)})");
        }

        return parts;
    }

    private static async Task<string> TextAsync(ASTNode? node)
    {
        if (node is null) return "none";
        using var text = new StringWriter();
        await new SDLPrinter().PrintAsync(node, text);
        return text.ToString();
    }
}
