using System.Diagnostics;
using System.Text.RegularExpressions;

namespace InventorySync.Tests.Support;

/// <summary>An Azurite that listens.</summary>
internal sealed partial class RunningAzurite : IAsyncDisposable
{
    /// <summary>Azurite's own account, the same on every machine and no secret.</summary>
    /// <remarks>
    /// Source: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite#well-known-storage-account-and-key
    /// </remarks>
    private const string Account =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process;

    private RunningAzurite(Process process, string queueService)
    {
        _process = process;
        ConnectionString = $"DefaultEndpointsProtocol=http;{Account};QueueEndpoint={queueService}/devstoreaccount1;";
    }

    /// <summary>What AzureWebJobsStorage has to be.</summary>
    public string ConnectionString { get; }

    public static async Task<RunningAzurite> ListeningAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match) continue;
            // Read to the end, or a full pipe would stop Azurite at its log.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new RunningAzurite(process, match.Groups["address"].Value);
        }

        throw new InvalidOperationException($"Azurite did not start: {await error}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await RealTime.ExitsAsync(_process);
        _process.Dispose();
    }

    /// <summary>
    /// Its address, since the system chooses the port. The command says "is successfully listening at", the queue service alone
    /// "successfully listens on".
    /// </summary>
    [GeneratedRegex(
        @"Queue service (is )?successfully listen.* (?<address>http://127\.0\.0\.1:\d+)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
