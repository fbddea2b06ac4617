using System.Net.Sockets;
using InventorySync.Tests.Support;

namespace Tools.Tests.DevRunner;

/// <summary>An app that outlives `dotnet dev.cs run` keeps its port, and the next run fails.</summary>
public sealed class StopTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixTheory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task A_run_whose_first_process_is_told_to_end_stops_the_app_which_frees_its_port(string signal)
    {
        using var run = new TaskRunner(Repository.Root, ["run", "--state", _folder.File("state"), "--variants", "20", "--port", "0"]);
        var app = await run.ReadAsync("Function app");
        Assert.True(app is not null, app is null ? await run.ErrorAsync() : "");
        var port = new Uri(app!.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]).Port;
        await run.ReadAsync("The store sells");
        Assert.True(await IsInUseAsync(port));

        await run.SendAsync(signal);

        Assert.NotNull(await run.ReadAsync("Stopped."));
        Assert.Null(await run.ReadAsync(until: null)); // the last process has ended
        Assert.False(await IsInUseAsync(port));
        Assert.Equal(signal == "TERM" ? 0 : 128 + 9, await run.EndAsync());
    }

    private static async Task<bool> IsInUseAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }
}
