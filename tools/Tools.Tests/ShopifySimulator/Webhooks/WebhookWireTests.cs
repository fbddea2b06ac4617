using System.Collections.Concurrent;
using InventorySync.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using ShopifySimulator;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace Tools.Tests.ShopifySimulator.Webhooks;

/// <summary>Over real connections.</summary>
public sealed class WebhookWireTests
{
    [Fact]
    public async Task A_delivery_has_a_length_and_a_redirect_is_a_failure_that_nobody_follows()
    {
        ConcurrentQueue<(string Path, long? Length, int Bytes)> seen = [];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            seen.Enqueue((context.Request.Path, context.Request.ContentLength, (int)body.Length));
            if (context.Request.Path == "/moved") context.Response.Redirect("/elsewhere");
        });
        await app.StartAsync();

        var shop = new SimulatedShop("shop.myshopify.com", TimeProvider.System, new Random(1));
        shop.Restore(new ShopSeed(new Random(1), shop.Now).Make(10));
        var subscriptions = new SubscribedWebhooks();
        foreach (var path in (string[])["/here", "/moved"])
            subscriptions.Add(
                id => new Subscription(id, "INVENTORY_LEVELS_UPDATE", app.Urls.Single() + path, [], Filter: null, shop.Now, shop.Now));
        using var http = new HttpMessageInvoker(WebhookDeliverer.CreateHandler(TimeProvider.System));
        using var deliverer = new WebhookDeliverer(
            shop, subscriptions, new Faults(), http, TimeProvider.System, new Random(1), "hush", "2026-10");
        using var stopping = new CancellationTokenSource();
        var running = deliverer.RunAsync(stopping.Token);
        shop.Happened = deliverer.Take;
        var level = shop.Read(view => view.Levels.First());
        shop.Adjust(level.InventoryItemId, level.LocationId, -1);
        await Eventually.True(
            () => deliverer.Statistics is { Delivered: 1, FailedAttempts: 1 }, "one address accepts and the other does not");
        await stopping.CancelAsync();
        await running;

        Assert.Equal(["/here", "/moved"], seen.Select(request => request.Path).Order(StringComparer.Ordinal));
        Assert.All(seen, request => Assert.Equal(request.Bytes, request.Length));
    }

    [Fact]
    public async Task An_address_that_does_not_accept_the_connection_within_a_second_has_failed()
    {
        var time = new TestClock(DateTimeOffset.UnixEpoch);
        var connecting = WebhookConnection.OpenAsync(
            async token =>
            {
                await RealTime.UntilCancelledAsync(token);
                return Stream.Null;
            },
            time,
            CancellationToken.None);

        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(connecting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task The_end_of_an_attempt_ends_its_wait_for_a_connection()
    {
        using var attempt = new CancellationTokenSource();
        var connecting = WebhookConnection.OpenAsync(
            async token =>
            {
                await RealTime.UntilCancelledAsync(token);
                return Stream.Null;
            },
            new TestClock(DateTimeOffset.UnixEpoch),
            attempt.Token);

        await attempt.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }
}
