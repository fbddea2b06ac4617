using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks.Samples;

/// <summary>
/// One connection, one request at a time, with as little beside the socket as can be: HttpClient would take more of the machine than the
/// server that is measured.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _answer = new byte[16 * 1024];

    private HttpConnection(Socket socket) => _socket = socket;

    public static async Task<HttpConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        return new HttpConnection(socket);
    }

    /// <summary>A request's bytes.</summary>
    public static byte[] Post(Uri address, IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body)
    {
        var lines = string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\r\n"));
        return [.. Encoding.ASCII.GetBytes($"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\n{lines}Content-Type: "
            + $"application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
    }

    /// <exception cref="InvalidOperationException">The answer is not 200.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken);
        var length = 0;
        while (!IsWhole(_answer.AsSpan(0, length)))
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length), cancellationToken);
            if (read == 0) throw new InvalidOperationException("The server has closed the connection.");
            length += read;
        }

        if (!_answer.AsSpan("HTTP/1.1 ".Length).StartsWith("200"u8))
            throw new InvalidOperationException(Encoding.ASCII.GetString(_answer, 0, length));
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var name = answer[..end].IndexOf("Content-Length: "u8);
        return name < 0 || (Utf8Parser.TryParse(answer[(name + "Content-Length: ".Length)..], out int length, out _)
            && answer.Length >= end + 4 + length);
    }

    public void Dispose() => _socket.Dispose();
}
