using Microsoft.Extensions.Logging.Abstractions;
using ShopifySimulator.Api;
using ShopifySimulator.Api.Access;
using ShopifySimulator.Bulk;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace ShopifySimulator;

/// <summary>A simulated Shopify store on 127.0.0.1: its access tokens, its Admin API, its bulk operations and their files.</summary>
public sealed class Simulator : IAsyncDisposable
{
    private readonly SimulatorOptions _options;
    private readonly AccessTokens _tokens;
    private readonly BulkFiles _files;
    private readonly BulkOperations _operations;
    private readonly Router _router;
    private SimulatorServer? _server;
    private bool _isDisposed;

    private Simulator(SimulatorOptions options)
    {
        var chance = new Chance(new Random(options.Random.Next()));
        var executor = new AdminExecutor(AdminSchema.Build(), options.Loggers ?? NullLoggerFactory.Instance);
        _options = options;
        _tokens = new AccessTokens(options, chance);
        _files = new BulkFiles(options.Clock, chance);
        _operations = new BulkOperations(options, executor, _files, Statistics, chance);
        _router = new Router(
            new TokenEndpoint(options, _tokens, Statistics),
            new AdminEndpoint(options, _tokens, executor, _operations, Statistics, chance),
            new BulkFileEndpoint(_files),
            options.Clock);
    }

    public SimulatedShop Shop => _options.Shop;

    public SubscribedWebhooks Subscriptions => _options.Subscriptions;

    public Faults Faults => _options.Faults;

    public SimulatorStatistics Statistics { get; } = new();

    /// <summary>Where it listens, by plain HTTP.</summary>
    public Uri Address => _server!.Address;

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<Simulator> StartAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        var simulator = new Simulator(options);
        try
        {
            simulator._server = await SimulatorServer.StartAsync(
                options.Port, simulator._router.HandleAsync, options.Loggers ?? NullLoggerFactory.Instance, cancellationToken);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// What the app's HTTP clients use in place of the network: the shop's https address and the bulk files' lead here, every other fails.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new SimulatorHandler(Shop.Domain, Address);

    /// <summary>
    /// The shop uninstalls the app: told by a last webhook; its tokens and its subscriptions are gone, and no token is given until
    /// <see cref="Install"/>.
    /// </summary>
    public void Uninstall()
    {
        _tokens.IsInstalled = false;
        Shop.TellUninstalled();
        Subscriptions.Clear();
        _tokens.Revoke();
    }

    /// <summary>Installs it again, without any subscription.</summary>
    public void Install() => _tokens.IsInstalled = true;

    /// <summary>Ends every token that the client credentials grant has given, as an uninstallation does.</summary>
    public void RevokeTokens() => _tokens.Revoke();

    /// <summary>Where the files lie until it stops.</summary>
    internal string TemporaryFolder => _files.Path;

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        if (_server is not null) await _server.DisposeAsync();
        await _operations.DisposeAsync();
        _files.Dispose();
    }
}
