using System.Net;
using System.Text;

namespace InventorySync.Tests.Convergence;

/// <summary>An instance's HTTP clients: each request takes its time to Shopify and back, and may be lost on either way.</summary>
internal sealed class SimulatedClients(History history, Instance instance) : IHttpClientFactory
{
    public HttpClient CreateClient(string name) => new(new Handler(history, instance)) { Timeout = Timeout.InfiniteTimeSpan };

    private sealed class Handler(History history, Instance instance) : HttpMessageHandler
    {
        // No async method: HttpClient awaits without a context, and would go on wherever this one ends.
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var done = new TaskCompletionSource<HttpResponseMessage>();
            var dice = history.RequestDice;
            var (there, back) = (dice.Between(0.005, 0.3), dice.Chance(30) ? dice.Between(1, 20) : dice.Between(0.005, 0.2));
            var fate = history.Plan.Fails && history.IsRough ? dice.Below(1000) : 1000;
            var body = request.Content is null ? "" : new StreamReader(request.Content.ReadAsStream(cancellationToken)).ReadToEnd();
            var token = request.Headers.TryGetValues("X-Shopify-Access-Token", out var tokens) ? tokens.Single() : null;
            history.Scheduler.After(there, () =>
            {
                if (fate < 10) Complete(() => done.SetException(new HttpRequestException("The connection was refused.")));
                else if (fate < 15)
                    Complete(() => done.SetResult(
                        new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = Text(""), RequestMessage = request }));
                else
                {
                    var answer = history.Shopify.Answer(request.RequestUri!, body, token, dice, instance);
                    answer.RequestMessage = request;
                    history.Scheduler.After(back, () => Complete(() =>
                    {
                        if (fate < 25) done.SetException(new HttpRequestException("The connection broke before the answer."));
                        else if (fate < 35) done.SetException(new TaskCanceledException("The request timed out."));
                        else done.SetResult(answer);
                    }));
                }
            });
            return done.Task;

            void Complete(Action complete)
            {
                if (instance.IsAlive) complete();
            }
        }

        private static ByteArrayContent Text(string text) =>
            new(Encoding.UTF8.GetBytes(text)) { Headers = { { "Content-Type", "application/json" } } };
    }
}
