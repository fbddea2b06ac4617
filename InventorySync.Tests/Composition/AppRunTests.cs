using InventorySync.Composition;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Tests.Composition;

/// <summary>How the worker's process ends.</summary>
public sealed class AppRunTests : IDisposable
{
    private readonly StringWriter _errors = new();

    public void Dispose() => _errors.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_during_the_start_is_a_clean_exit_without_a_word(bool comesAsARefusal)
    {
        var start = new HeldStart(comesAsARefusal);
        IHost? host = null;
        var running = AppRun.RunAsync(() => host = Build(start), _errors);
        await start.HasBegun.Task;

        // As the worker does when the Functions host tells it to terminate.
        host!.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(0, await running);
        Assert.Equal("", _errors.ToString());
    }

    [Fact]
    public async Task A_stop_of_a_running_app_is_a_clean_exit()
    {
        IHost? host = null;
        var running = AppRun.RunAsync(() => host = Build(new Start(_ => Task.CompletedTask)), _errors);
        host!.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task What_the_database_refuses_is_one_line_and_an_exit_code_of_1()
    {
        Assert.Equal(
            1, await AppRun.RunAsync(() => Build(new Start(_ => throw new StoreRefusedException("Run the verb migrate."))), _errors));
        Assert.Equal("Run the verb migrate." + Environment.NewLine, _errors.ToString());
    }

    [Fact]
    public async Task A_start_that_is_canceled_though_nobody_has_asked_for_a_stop_is_a_fault() =>
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => AppRun.RunAsync(() => Build(new Start(_ => throw new OperationCanceledException())), _errors));

    private static IHost Build(IHostedService start)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton(start);
        return builder.Build();
    }

    private sealed class Start(Func<CancellationToken, Task> start) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => start(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Waits as a database does that does not answer, until it is told to stop.</summary>
    private sealed class HeldStart(bool comesAsARefusal) : IHostedService
    {
        public TaskCompletionSource HasBegun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            HasBegun.SetResult();
            try
            {
                await RealTime.UntilCancelledAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (comesAsARefusal)
            {
                throw new StoreRefusedException("Operation cancelled by user.");
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
