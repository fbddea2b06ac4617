using System.Net;
using InventorySync.Tests.Support;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace Tools.Tests.ShopifySimulator.Webhooks;

public sealed class WebhookRetryTests : IDisposable
{
    private readonly WebhookBench _bench = new();
    private readonly Variant _variant;
    private readonly Subscription _subscription;

    public WebhookRetryTests()
    {
        _variant = _bench.AddProduct().Variant;
        _subscription = _bench.Subscribe("INVENTORY_LEVELS_UPDATE");
    }

    [Theory]
    [InlineData(HttpStatusCode.NotModified)]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Anything_but_2xx_is_tried_again(HttpStatusCode status)
    {
        _bench.Answer = (_, _) => Task.FromResult(_bench.Received.Count == 1 ? status : HttpStatusCode.Accepted);
        Sell();
        await _bench.Time.PassAsync(Retries.GapAfter(1));
        await _bench.IdleAsync();

        Assert.Equal(2, _bench.Received.Count);
        Assert.Equal(1, _bench.Deliverer.Statistics.Delivered);
        Assert.Equal(1, _bench.Deliverer.Statistics.FailedAttempts);
    }

    [Fact]
    public async Task An_answer_after_5_seconds_is_a_failure()
    {
        _bench.Answer = async (_, cancellationToken) =>
        {
            if (_bench.Received.Count == 1) await Task.Delay(Timeout.InfiniteTimeSpan, _bench.Time, cancellationToken);
            return HttpStatusCode.OK;
        };
        Sell();
        await _bench.Time.PassAsync(WebhookSender.AttemptLimit);
        await _bench.Time.PassAsync(Retries.GapAfter(1));
        await _bench.IdleAsync();

        Assert.Equal(TimeSpan.FromSeconds(5), WebhookSender.AttemptLimit);
        Assert.Equal((1, 1), (_bench.Deliverer.Statistics.Delivered, _bench.Deliverer.Statistics.FailedAttempts));
    }

    [Fact]
    public async Task An_address_that_cannot_be_reached_is_a_failure()
    {
        _bench.Answer = (_, _) =>
            _bench.Received.Count == 1 ? throw new HttpRequestException("refused") : Task.FromResult(HttpStatusCode.OK);
        Sell();
        await _bench.Time.PassAsync(Retries.GapAfter(1));
        await _bench.IdleAsync();

        Assert.Equal((1, 1), (_bench.Deliverer.Statistics.Delivered, _bench.Deliverer.Statistics.FailedAttempts));
    }

    [Fact]
    public async Task Retries_repeat_the_original_delivery_to_the_original_address_in_growing_gaps_over_4_hours()
    {
        _bench.AnswerAlways(HttpStatusCode.InternalServerError);
        var start = _bench.Time.GetUtcNow();
        Sell();
        await Eventually.True(() => _bench.Deliverer.Statistics.FailedAttempts == 1, "the first attempt fails");
        _bench.Subscriptions.Change(_subscription.Id, changed => changed with { Uri = "https://elsewhere.example.com/" });
        _bench.Shop.Happened = null;
        Sell();
        var gap = TimeSpan.Zero;
        for (var failures = 1; failures <= Retries.Max; failures++)
        {
            Assert.True(Retries.GapAfter(failures) > gap);
            gap = Retries.GapAfter(failures);
            await _bench.Time.PassAsync(gap);
        }

        await _bench.IdleAsync();
        Assert.InRange(_bench.Time.GetUtcNow() - start, TimeSpan.FromHours(3.9), TimeSpan.FromHours(4));
        Assert.Equal(9, _bench.Received.Count);
        Assert.All(_bench.Received, attempt =>
        {
            Assert.Equal(_bench.Received[0].Body, attempt.Body);
            Assert.Equal(_bench.Received[0].Headers, attempt.Headers);
            Assert.Equal(new Uri(WebhookBench.Address), attempt.Uri);
        });
    }

    [Fact]
    public async Task A_subscription_is_removed_when_all_8_retries_have_failed()
    {
        var other = _bench.Subscribe("INVENTORY_LEVELS_CONNECT");
        _bench.AnswerAlways(HttpStatusCode.Unauthorized);
        Sell();
        for (var failures = 1; failures <= Retries.Max; failures++)
        {
            await _bench.Time.PassAsync(Retries.GapAfter(failures));
            if (failures < Retries.Max) Assert.True(_bench.Subscriptions.Has(_subscription.Id));
        }

        await _bench.IdleAsync();
        Assert.Equal([other], _bench.Subscriptions.All);
        var statistics = _bench.Deliverer.Statistics;
        Assert.Equal((9, 1, 1), (statistics.FailedAttempts, statistics.GivenUp, statistics.RemovedSubscriptions));
        Sell();
        await _bench.IdleAsync();
        Assert.Equal(9, _bench.Received.Count);
    }

    [Fact]
    public async Task A_delivery_that_is_accepted_meanwhile_keeps_the_subscription()
    {
        _bench.AnswerAlways(HttpStatusCode.InternalServerError);
        Sell();
        for (var failures = 1; failures <= Retries.Max; failures++)
        {
            await _bench.Time.PassAsync(Retries.GapAfter(failures));
            if (failures != 3) continue;
            await Eventually.True(() => _bench.Deliverer.Statistics.FailedAttempts == 4, "the third retry fails");
            _bench.AnswerAlways(HttpStatusCode.OK);
            Sell();
            await Eventually.True(() => _bench.Deliverer.Statistics.Delivered == 1, "the second sale is delivered");
            _bench.AnswerAlways(HttpStatusCode.InternalServerError);
        }

        await _bench.IdleAsync();
        Assert.Equal([_subscription], _bench.Subscriptions.All);
        Assert.Equal((1, 0), (_bench.Deliverer.Statistics.GivenUp, _bench.Deliverer.Statistics.RemovedSubscriptions));
    }

    [Fact]
    public async Task A_subscription_that_the_app_deletes_is_not_retried()
    {
        _bench.AnswerAlways(HttpStatusCode.InternalServerError);
        Sell();
        await Eventually.True(() => _bench.Deliverer.Statistics.FailedAttempts == 1, "the first attempt fails");
        _bench.Subscriptions.Remove(_subscription.Id);
        await _bench.Time.PassAsync(Retries.GapAfter(1));
        await _bench.IdleAsync();

        Assert.Single(_bench.Received);
        Assert.Equal((1, 0), (_bench.Deliverer.Statistics.GivenUp, _bench.Deliverer.Statistics.RemovedSubscriptions));
    }

    public void Dispose() => _bench.Dispose();

    private void Sell() => _bench.Shop.Adjust(_variant.InventoryItemId, _bench.Location, -1);
}
