using System.Net;
using System.Net.Sockets;

namespace ShopifySimulator.Webhooks;

/// <summary>Connects to an address within Shopify's limit.</summary>
internal static class WebhookConnection
{
    /// <summary>https://shopify.dev/docs/apps/build/webhooks/subscribe/https</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <param name="connect">Makes the connection.</param>
    /// <param name="time">Shopify's clock, which the limit is of: HttpClient's own limit would be of real time.</param>
    /// <exception cref="OperationCanceledException">The limit has passed, or the attempt's.</exception>
    public static async Task<Stream> OpenAsync(
        Func<CancellationToken, Task<Stream>> connect, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        // By hand, since a linked source takes no limit on this clock.
        await using var link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        return await connect(limit.Token);
    }

    public static async Task<Stream> ConnectAsync(DnsEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
