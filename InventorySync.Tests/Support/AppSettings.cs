using InventorySync.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Tests.Support;

/// <summary>The settings of the app: the properties of the options that it binds, found by what it registers.</summary>
internal static class AppSettings
{
    /// <summary>By the names that an environment variable has.</summary>
    public static IReadOnlyList<string> OfOptions { get; } =
    [
        .. BoundIn(new ServiceCollection().AddInventorySync(new ConfigurationBuilder().Build()))
            .SelectMany(Of)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The types that are configured, but those of the framework and the packages.</summary>
    public static IEnumerable<Type> BoundIn(IServiceCollection services) => services
        .Select(service => service.ServiceType)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConfigureOptions<>))
        .Select(type => type.GenericTypeArguments[0])
        .Where(type => type.Assembly.GetName().Name!.StartsWith("InventorySync.", StringComparison.Ordinal));

    /// <exception cref="InvalidOperationException">The type does not say of which section it is.</exception>
    public static IEnumerable<string> Of(Type type)
    {
        if (type.GetField("Section") is not { IsLiteral: true } section)
            throw new InvalidOperationException($"{type.Name} needs a constant Section: the section that it is bound from.");
        return type.GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => $"{section.GetRawConstantValue()}__{property.Name}");
    }
}
