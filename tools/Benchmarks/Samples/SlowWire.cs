using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Samples;

/// <summary>
/// A TCP proxy that gives what it passes on half a round trip later, in each direction: a database that is not on this machine.
/// </summary>
internal sealed class SlowWire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly EndPoint _server;
    private readonly long _delayTicks;

    private SlowWire(EndPoint server, TimeSpan roundTrip)
    {
        (_server, _delayTicks) = (server, (long)(roundTrip.TotalSeconds / 2 * Stopwatch.Frequency));
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static SlowWire To(string host, int port, TimeSpan roundTrip)
    {
        var wire = new SlowWire(new IPEndPoint(IPAddress.Parse(host), port), roundTrip);
        Begin(wire.Accept);
        return wire;
    }

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = _listener.AcceptSocket();
            }
            catch (SocketException)
            {
                return; // disposed
            }

            var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            client.NoDelay = true;
            server.Connect(_server);
            Begin(() => Pass(client, server));
            Begin(() => Pass(server, client));
        }
    }

    /// <summary>A timer is too coarse for parts of a millisecond, so each direction has a thread that yields until then.</summary>
    private void Pass(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (var count = from.Receive(buffer); count > 0; count = from.Receive(buffer))
            {
                var due = Stopwatch.GetTimestamp() + _delayTicks;
                while (Stopwatch.GetTimestamp() < due) Thread.Yield();
                to.Send(buffer.AsSpan(0, count));
            }
        }
        catch (SocketException)
        {
            // the other end is gone
        }

        from.Dispose();
        to.Dispose();
    }

    private static void Begin(Action run) => new Thread(() => run()) { IsBackground = true }.Start();
}
