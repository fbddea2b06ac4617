using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Composition;

/// <summary>The app's process, from its start to its exit code.</summary>
internal static class AppRun
{
    /// <param name="build">Makes the host; what is wrong with the settings may show there already.</param>
    /// <param name="errors">Where what stops the app is told.</param>
    /// <returns>0 after a stop, whenever it was asked for; 1 where the settings or the database do not let it start.</returns>
    public static async Task<int> RunAsync(Func<IHost> build, TextWriter errors)
    {
        var stopping = CancellationToken.None;
        try
        {
            var host = build();
            stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            await host.RunAsync();
            return 0;
        }
        catch (Exception e) when (stopping.IsCancellationRequested && e is OperationCanceledException or StoreRefusedException)
        {
            // The Functions host may end a worker that is still starting, as when it scales in: its start is then canceled, of which the
            // SQL client makes an error of the database.
            return 0;
        }
        catch (Exception e) when (StartFaults.LinesOf(e) is { Count: > 0 } lines)
        {
            foreach (var line in lines) await errors.WriteLineAsync(line);
            return 1;
        }
    }
}
