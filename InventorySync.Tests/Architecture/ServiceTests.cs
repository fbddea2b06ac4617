using System.Reflection;
using InventorySync.Composition;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Queues;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Storage.SqlServer;
using InventorySync.Triggers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Tests.Architecture;

/// <summary>Holds what the app's services ask for, and who makes them.</summary>
public sealed class ServiceTests
{
    private const int MostServices = 7;

    private static readonly Assembly App = typeof(UnixTime).Assembly;

    private static IServiceCollection Services { get; } = new ServiceCollection().AddInventorySync(new ConfigurationBuilder().Build());

    /// <summary>What the container makes by itself, what a factory may answer, and the functions.</summary>
    private static IReadOnlyList<Type> Made { get; } =
    [
        .. Services.Select(ImplementationOf).OfType<Type>().Where(type => type.Assembly == App),
        .. FactoriesOf(App, Services).SelectMany(service => App.GetTypes().Where(type => type.IsAssignableTo(service))).Distinct(),
        .. App.GetTypes().Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(FunctionAttribute), inherit: false))),
    ];

    [Fact]
    public void A_class_asks_for_seven_services_at_most() => Assert.Empty(
        Made.SelectMany(type => type.GetConstructors())
            .Where(constructor => constructor.GetParameters().Length > MostServices)
            .Select(constructor => $"{constructor.DeclaringType!.Name} asks for more than {MostServices}: split it by its jobs"));

    [Fact]
    public void A_class_asks_for_the_roles_of_the_store_that_it_uses_and_not_for_the_store() => Assert.Empty(
        App.GetTypes().Where(type => !IsOf("Storage", type) && !IsOf("Composition", type))
            .Where(type => Parameters(type).Any(parameter => AsksForTheStore(parameter.ParameterType)))
            .Select(type => $"{type.Name} asks for {nameof(IInventoryStore)}: ask for the roles that it uses"));

    /// <summary>Which store it is a setting says, and the queues' account may be missing.</summary>
    [Fact]
    public void The_container_makes_all_services_but_those_that_a_setting_chooses() => Assert.Equal(
        [.. Roles.Union([typeof(IInventoryStore), typeof(IQueueInspector)]).Select(type => type.Name).Order(StringComparer.Ordinal)],
        FactoriesOf(App, Services).Select(service => service.Name).Order(StringComparer.Ordinal));

    /// <summary>Of whatever type the service is, and however it is registered.</summary>
    [Fact]
    public void A_factory_written_by_hand_is_found()
    {
        var services = new ServiceCollection()
            .AddSingleton(_ => new Lazy<IFullSyncStore>())
            .AddKeyedSingleton<IServiceCollection>("key", (_, _) => new ServiceCollection())
            .AddHostedService(provider => ActivatorUtilities.CreateInstance<StoreStartup>(provider, StoreUse.Read))
            .AddHostedService<StoreStartup>()
            .AddHttpClient();

        Assert.Equal(
            [typeof(Lazy<IFullSyncStore>), typeof(IServiceCollection), typeof(IHostedService)],
            FactoriesOf(typeof(ServiceTests).Assembly, services));
    }

    [Fact]
    public async Task Each_role_is_the_one_store()
    {
        await using var app = await Support.AppUnderTest.StartAsync();
        var store = app.Services.GetRequiredService<IInventoryStore>();

        Assert.NotEmpty(Roles);
        Assert.All(Roles, role => Assert.Same(store, app.Services.GetRequiredService(role)));
    }

    /// <summary>A search that finds nothing anywhere would hold every rule.</summary>
    [Fact]
    public void What_is_looked_for_is_found()
    {
        Assert.Contains(typeof(FullSyncRunner), Made);
        Assert.Contains(typeof(StoreStartup), Made);
        Assert.Contains(typeof(LazyService<>), Made);
        Assert.Contains(typeof(SqliteInventoryStore), Made);
        Assert.Contains(typeof(SqlServerInventoryStore), Made);
        Assert.Contains(typeof(AzureQueueInspector), Made);
        Assert.Contains(typeof(FullSyncRecoveryFunction), Made);
        Assert.True(AsksForTheStore(typeof(IInventoryStore)) && AsksForTheStore(typeof(Lazy<IInventoryStore>)));
        Assert.False(AsksForTheStore(typeof(IFullSyncStore)));
        Assert.Contains(App.GetTypes(), type => IsOf("Storage", type));
    }

    private static Type[] Roles => typeof(IInventoryStore).GetInterfaces();

    private static Type? ImplementationOf(ServiceDescriptor service) =>
        service.IsKeyedService ? service.KeyedImplementationType : service.ImplementationType;

    /// <summary>The services of which a factory in that assembly answers; the framework's own registrations have many.</summary>
    private static IEnumerable<Type> FactoriesOf(Assembly assembly, IServiceCollection services) => services
        .Where(service => (service.IsKeyedService ? service.KeyedImplementationFactory : (Delegate?)service.ImplementationFactory)
            ?.Method.Module.Assembly == assembly)
        .Select(service => service.ServiceType);

    private static bool AsksForTheStore(Type type) => type == typeof(IInventoryStore) || type.GetGenericArguments().Any(AsksForTheStore);

    private static IEnumerable<ParameterInfo> Parameters(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(constructor => constructor.GetParameters());

    private static bool IsOf(string room, Type type) =>
        type.Namespace == $"InventorySync.{room}" || type.Namespace?.StartsWith($"InventorySync.{room}.", StringComparison.Ordinal) is true;
}
