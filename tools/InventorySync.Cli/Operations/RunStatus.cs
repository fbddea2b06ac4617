using System.Text.Json;
using InventorySync.Status;

namespace InventorySync.Cli.Operations;

/// <summary>The status of a `run`, by its own answer: only its process knows its queues.</summary>
internal static class RunStatus
{
    public static async Task<StatusReport> ReadAsync(RunFile run, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("x-functions-key", run.FunctionKey);
        var answer = await client.GetByteArrayAsync(new Uri(run.FunctionApp, "/api/status"), cancellationToken);
        return JsonSerializer.Deserialize(answer, StatusJson.Default.StatusReport)
            ?? throw new InvalidDataException("The run's status is no status.");
    }
}
