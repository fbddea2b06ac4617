using System.Diagnostics;
using System.Text.RegularExpressions;

namespace InventorySync.Tests.Support;

/// <summary>One running Azurite, for the tests of a class.</summary>
public sealed partial class AzuriteFixture : IAsyncLifetime
{
    /// <summary>Azurite's own account, the same on every machine and no secret.</summary>
    /// <remarks>Source: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite#well-known-storage-account-and-key</remarks>
    private const string Account =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private Process? _process;

    /// <summary>What AzureWebJobsStorage has to be.</summary>
    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _process = await Azurite.StartAsync();
        var error = _process.StandardError.ReadToEndAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match) continue;
            ConnectionString = $"DefaultEndpointsProtocol=http;{Account};QueueEndpoint={match.Value}/devstoreaccount1;";
            // Read to the end, or a full pipe would stop Azurite at its log.
            _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return;
        }

        throw new InvalidOperationException($"Azurite did not start: {await error}");
    }

    public async Task DisposeAsync()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await RealTime.ExitsAsync(_process);
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
