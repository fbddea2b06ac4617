using System.Globalization;
using System.Net;
using System.Text.Json;
using InventorySync.Explain;

namespace InventorySync.Cli.Operations;

/// <summary>A SKU of a `run`, by its own answer: what it has observed last may be in its memory only.</summary>
internal static class RunSku
{
    public static async Task<SkuExplanation> ReadAsync(RunFile run, AskedSku asked, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("x-functions-key", run.FunctionKey);
        var query = string.Create(
            CultureInfo.InvariantCulture, $"?code={Uri.EscapeDataString(asked.Text)}&observations={asked.Observations}");
        var address = "/api/sku" + query + (asked.IsOffline ? "&offline=true" : "");
        using var answer = await client.GetAsync(new Uri(run.FunctionApp, address), cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound) return new SkuExplanation(SkuExplanation.CurrentVersion, default, asked.Text, []);
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(cancellationToken), SkuJson.Default.SkuExplanation)
            ?? throw new InvalidDataException("The run's answer explains no SKU.");
    }
}
