using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace InventorySync.Cli.Operations;

/// <summary>
/// Whose settings a verb works with: the environment's and those of a local.settings.json, or those of a `run` under way.
/// </summary>
/// <param name="Description">Where they come from, for the console.</param>
/// <param name="Values">By their names in the environment.</param>
/// <param name="Run">The run under way; null where Shopify is the real one.</param>
internal sealed record OperationsSettings(string Description, IReadOnlyDictionary<string, string?> Values, RunFile? Run)
{
    public const string DefaultFile = "local.settings.json";

    /// <summary>As Core Tools read it: `Values` are environment variables, and what the environment says already goes over them.</summary>
    /// <remarks>Source: https://learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file</remarks>
    /// <param name="path">Of the file; it may be missing only where nobody has asked for it.</param>
    /// <exception cref="InvalidDataException">The file is missing or cannot be read: one line that says what to do.</exception>
    public static OperationsSettings OfFile(string path, bool isAskedFor)
    {
        if (File.Exists(path)) return new OperationsSettings($"{path} and the environment", ReadValues(path), Run: null);
        return isAskedFor
            ? throw new InvalidDataException(
                $"There is no {path}: copy local.settings.sample.json and fill it in, or leave --settings out where the environment has "
                + "the settings.")
            : new OperationsSettings("the environment", new Dictionary<string, string?>(StringComparer.Ordinal), Run: null);
    }

    /// <param name="folder">What the run keeps its state in.</param>
    /// <exception cref="InvalidDataException">No run is under way there.</exception>
    public static async Task<OperationsSettings> OfRunAsync(string folder, CancellationToken cancellationToken)
    {
        if (RunFile.Find(folder) is not { } run || !await IsListeningAsync(run.SimulatedStore, cancellationToken))
            throw new InvalidDataException(
                $"No run is under way in {folder}: start `dotnet dev.cs run` in another terminal, or leave --state out.");
        return new OperationsSettings($"the run in {folder}", run.Values, run);
    }

    /// <summary>
    /// Adds them to the environment's: under them, but for those of a run, which has its own whatever the environment says.
    /// </summary>
    public void AddTo(IConfigurationBuilder configuration)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Values) values[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        configuration.AddInMemoryCollection(values);
        if (Run is null) configuration.AddEnvironmentVariables();
    }

    private static Dictionary<string, string?> ReadValues(string path)
    {
        try
        {
            using var file = JsonDocument.Parse(
                File.ReadAllBytes(path),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (file.RootElement.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind is JsonValueKind.True)
                throw new InvalidDataException($"{path} is encrypted, which only Core Tools can read: `func settings decrypt` mends that.");
            if (!file.RootElement.TryGetProperty(nameof(Values), out var values) || values.ValueKind is not JsonValueKind.Object)
                throw new InvalidDataException($"{path} has no object \"Values\": see local.settings.sample.json.");
            return values.EnumerateObject().ToDictionary(
                value => value.Name,
                value => value.Value.ValueKind is JsonValueKind.String ? value.Value.GetString() : value.Value.GetRawText(),
                StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is not the JSON of a local.settings.json: {e.Message}", e);
        }
    }

    /// <summary>A run that was killed leaves its file behind.</summary>
    private static async Task<bool> IsListeningAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
