using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Utilities;

namespace ShopifySimulator.Api.Fields;

/// <summary>How the fields of one type of admin.graphql come out of its record.</summary>
internal sealed class FieldsOf<TSource>
{
    private readonly TypeConfig _type;

    public FieldsOf(TypeSettings types, string type)
    {
        _type = types.For(type);
        _type.IsTypeOf<TSource>();
    }

    public FieldsOf<TSource> Add(string name, Func<TSource, object?> resolve) => Add(name, (source, _, _) => resolve(source));

    public FieldsOf<TSource> Add(string name, Func<TSource, Reading, object?> resolve) =>
        Add(name, (source, reading, _) => resolve(source, reading));

    public FieldsOf<TSource> Add(string name, Func<TSource, Reading, IResolveFieldContext, object?> resolve)
    {
        _type.FieldFor(name).Resolver = new FuncFieldResolver<object?>(
            context => resolve((TSource)context.Source!, (Reading)context.UserContext, context));
        return this;
    }

    public FieldsOf<TSource> AddAsync(string name, Func<TSource, Reading, IResolveFieldContext, Task<object?>> resolve)
    {
        _type.FieldFor(name).Resolver = new FuncFieldResolver<object?>(
            async context => await resolve((TSource)context.Source!, (Reading)context.UserContext, context));
        return this;
    }
}
