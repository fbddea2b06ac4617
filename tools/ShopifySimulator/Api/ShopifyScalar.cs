using GraphQL.Types;

namespace ShopifySimulator.Api;

/// <summary>One of Shopify's own scalars. All of them travel as strings, numbers included.</summary>
internal sealed class ShopifyScalar : ScalarGraphType
{
    public ShopifyScalar(string name) => Name = name;

    public override object? ParseValue(object? value) => value switch
    {
        null or string => value,
        _ => ThrowValueConversionError(value),
    };
}
