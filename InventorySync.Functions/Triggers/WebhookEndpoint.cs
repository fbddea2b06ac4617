using InventorySync.Observations;
using InventorySync.Webhooks;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>
/// What both webhook endpoints do: verify, put into the queue, answer; in this order. Either takes any topic that the app knows.
/// </summary>
internal static class WebhookEndpoint
{
    public static async Task<WebhookResult> AnswerAsync(
        this WebhookReceiver receiver, HttpRequestData request, DeliveryCounter deliveries, CancellationToken cancellationToken)
    {
        var answer = await receiver.ReceiveAsync(
            request.Method,
            name => request.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null,
            request.Body,
            cancellationToken);

        var response = request.CreateResponse(answer.StatusCode);
        if (answer.Outcome is WebhookOutcome.MethodNotAllowed) response.Headers.Add("Allow", WebhookAnswer.AllowedMethods);
        await response.WriteStringAsync(answer.Text, cancellationToken);

        // What goes into the queue is counted where it comes out: whether the queue takes it is not known here.
        if (answer.Message is null) deliveries.Count(answer.Topic, answer.Outcome.ToString());
        return new WebhookResult(response, answer.Message);
    }
}
