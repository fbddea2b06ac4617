namespace ShopifySimulator.Bulk;

/// <summary>How results are made incomplete.</summary>
internal static class LinesOfFile
{
    /// <returns>A place near the middle of the file that is within a line.</returns>
    public static async Task<long> MiddleOfOneAsync(string path, CancellationToken cancellationToken)
    {
        const int Missing = 3; // of the line that ends there, its last characters
        return await EndOfAsync(path, from: new FileInfo(path).Length / 2, lines: 1, cancellationToken) - Missing;
    }

    /// <summary>Cuts the file off after so many lines.</summary>
    public static async Task KeepAsync(string path, long lines, CancellationToken cancellationToken)
    {
        var end = await EndOfAsync(path, from: 0, lines, cancellationToken);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
        file.SetLength(end);
    }

    /// <returns>Where so many lines after a place end.</returns>
    private static async Task<long> EndOfAsync(string path, long from, long lines, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: true);
        file.Position = from;
        var end = from;
        while (lines > 0 && await file.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            for (var i = 0; i < read && lines > 0; i++, end++)
            {
                if (buffer[i] == '\n') lines--;
            }
        }

        return end;
    }
}
