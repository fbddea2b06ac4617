using System.Reflection;
using GraphQL.Types;
using GraphQL.Utilities;
using ShopifySimulator.Api.Fields;

namespace ShopifySimulator.Api;

/// <summary>The schema of admin.graphql with the resolvers of its types; a field without one fails the build of it.</summary>
internal static class AdminSchema
{
    /// <summary>The roots' source: they have none of their own.</summary>
    public static object Root { get; } = new();

    /// <summary>The schema in GraphQL's own language.</summary>
    public static string Text
    {
        get
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ShopifySimulator.Api.admin.graphql")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    public static Schema Build()
    {
        var builder = new SchemaBuilder { RunConfigurations = false };
        CommonFields.AddTo(builder.Types);
        CatalogueFields.AddTo(builder.Types);
        InventoryFields.AddTo(builder.Types);
        SubscriptionFields.AddTo(builder.Types);
        BulkOperationFields.AddTo(builder.Types);

        var schema = builder.Build(Text);
        foreach (var scalar in (string[])["DateTime", "Money", "UnsignedInt64", "URL"]) schema.RegisterType(new ShopifyScalar(scalar));
        schema.Initialize();
        return Complete(schema);
    }

    /// <summary>GraphQL would look for a property of the field's name instead, and answer null where there is none.</summary>
    private static Schema Complete(Schema schema)
    {
        var unresolved = schema.AllTypes.OfType<IObjectGraphType>()
            .Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(type => type.Fields.Where(field => field.Resolver is null).Select(field => $"{type.Name}.{field.Name}"));
        return unresolved.FirstOrDefault() is { } field
            ? throw new InvalidOperationException($"Nothing resolves {field} of admin.graphql.")
            : schema;
    }
}
