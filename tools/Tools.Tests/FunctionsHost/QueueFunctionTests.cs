using FunctionsHost.Queues.Embedded;
using InventorySync.Tests.Support;
using Tools.Tests.FunctionsHost.Functions;

namespace Tools.Tests.FunctionsHost;

public sealed class QueueFunctionTests
{
    private static Type[] Functions => [typeof(ChangeFunction)];

    [Fact]
    public async Task A_message_is_handled_without_any_time_passing_and_then_gone()
    {
        await using var host = await new TestHost().StartAsync(Functions);

        await host.EnqueueAsync("a");

        await host.RestAsync();
        Assert.Equal(0, await host.CountAsync());
        var delivery = Assert.Single(host.Script.Deliveries);
        Assert.Equal("a", delivery.Body);
        Assert.Equal("1", delivery.DequeueCount);
    }

    [Fact]
    public async Task A_message_that_another_process_sends_is_found_by_polling()
    {
        await using var host = await new TestHost().StartAsync(Functions);
        await using var other = EmbeddedQueues.Open(host.QueueFile, host.Clock);
        await (await other.OpenAsync(TestHost.QueueName, CancellationToken.None)).SendAsync("a"u8.ToArray(), CancellationToken.None);

        await host.PlayUntilAsync(() => !host.Script.Deliveries.IsEmpty, "the message is found");
    }

    [Fact]
    public async Task A_failed_message_is_tried_again_after_the_visibility_timeout_of_host_json()
    {
        await using var host = new TestHost();
        host.Script.OnMessage = delivery =>
            delivery.DequeueCount == "1" ? throw new InvalidOperationException("on purpose") : Task.CompletedTask;
        await host.StartAsync(Functions);
        var sentAt = host.Clock.GetUtcNow();
        await host.EnqueueAsync("a");
        await host.RestAsync();
        Assert.Contains(host.Log.GetSnapshot(), record => record.Id.Id == 9012);

        await host.PlayUntilAsync(() => host.Script.Deliveries.Count == 2, "the second try");

        Assert.Equal(TimeSpan.FromSeconds(30), host.Clock.GetUtcNow() - sentAt);
        Assert.Equal(0, await host.CountAsync());
        Assert.Equal(["1", "2"], host.Script.Deliveries.Select(delivery => delivery.DequeueCount));
        Assert.Single(host.Script.Deliveries.Select(delivery => delivery.Id).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_five_failed_tries_a_message_is_in_the_poison_queue_and_in_no_other()
    {
        await using var host = new TestHost();
        host.Script.OnMessage = _ => throw new InvalidOperationException("on purpose");
        await host.StartAsync(Functions);
        await host.EnqueueAsync("hopeless");

        await host.PlayUntilAsync(() => host.Log.GetSnapshot().Any(record => record.Id.Id == 9013), "the message is given up");

        Assert.Equal(0, await host.CountAsync());
        Assert.Equal(5, host.Script.Deliveries.Count);
        var poisoned = Assert.Single(
            await (await host.QueueAsync("changes-poison")).ReceiveAsync(32, TimeSpan.FromMinutes(1), CancellationToken.None));
        Assert.Equal("hopeless"u8.ToArray(), poisoned.Body.ToArray());
    }

    [Fact]
    public async Task A_message_whose_fifth_try_was_killed_is_given_up_without_a_sixth()
    {
        await using var host = await new TestHost().StartAsync(typeof(EchoFunction));
        await host.EnqueueAsync("deadly");
        var queue = await host.QueueAsync();
        for (var tries = 0; tries < 5; tries++) await queue.ReceiveAsync(1, TimeSpan.Zero, CancellationToken.None);
        await host.StopAsync();

        await host.StartAsync(Functions);

        await host.RestAsync();
        Assert.Equal(1, await host.CountAsync("changes-poison"));
        Assert.Empty(host.Script.Deliveries);
    }

    [Fact]
    public async Task A_poison_queues_own_failed_message_waits_for_its_lease_and_is_never_given_up()
    {
        await using var host = new TestHost();
        host.Settings["ChangeQueue"] = "changes-poison";
        host.Script.OnMessage = _ => throw new InvalidOperationException("on purpose");
        await host.StartAsync(Functions);
        var sentAt = host.Clock.GetUtcNow();
        await host.EnqueueAsync("hopeless", "changes-poison");

        await host.PlayUntilAsync(() => host.Script.Deliveries.Count == 7, "the seventh try");

        Assert.Equal(TimeSpan.FromMinutes(60), host.Clock.GetUtcNow() - sentAt);
        Assert.Equal(1, await host.CountAsync("changes-poison"));
    }

    [Fact]
    public async Task A_handler_that_outlasts_its_lease_keeps_the_message()
    {
        await using var host = new TestHost();
        var finish = new TaskCompletionSource();
        host.Script.OnMessage = _ => host.HoldAsync(finish.Task);
        host.HostJson = """{ "functionTimeout": "-1" }""";
        await host.StartAsync(Functions);
        await host.EnqueueAsync("slow");
        await Eventually.True(() => !host.Script.Deliveries.IsEmpty, "the handler has begun");

        await host.Clock.SkipAsync(TimeSpan.FromHours(1));

        finish.SetResult();
        await host.RestAsync();
        Assert.Equal(0, await host.CountAsync()); // deleted with its last receipt
        Assert.Single(host.Script.Deliveries);
    }

    [Fact]
    public async Task No_more_messages_are_at_work_than_a_batch_and_the_threshold()
    {
        await using var host = new TestHost();
        var (atWork, most) = (0, 0);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.OnMessage = async _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref atWork));
            await finish.Task;
            Interlocked.Decrement(ref atWork);
        };
        await host.StartAsync(typeof(EchoFunction));
        for (var i = 0; i < 20; i++) await host.EnqueueAsync($"{i}");
        await host.StopAsync();

        await host.StartAsync(Functions);
        await Eventually.True(() => Volatile.Read(ref atWork) == 4, "the first batch is at work");
        finish.SetResult();
        await host.RestAsync();
        Assert.Equal(0, await host.CountAsync());

        Assert.InRange(most, 4, 6);
        Assert.Equal(20, host.Script.Deliveries.Count);
    }

    [Fact]
    public async Task A_restart_keeps_the_messages()
    {
        await using var host = await new TestHost().StartAsync(typeof(AcceptFunction));
        await host.SendAsync(HttpMethod.Post, "/api/accept", "a"u8.ToArray());
        await host.StopAsync();

        await host.StartAsync(Functions);

        await Eventually.True(
            () => host.Script.Deliveries.Any(delivery => delivery.Body == "a"), "the message is handled after the restart");
    }

    [Fact]
    public async Task A_stop_cancels_the_handlers_and_gives_their_messages_back_at_once()
    {
        await using var host = new TestHost();
        host.Script.OnMessage = delivery => RealTime.UntilCancelledAsync(delivery.Token);
        await host.StartAsync(Functions);
        await host.EnqueueAsync("a");
        await Eventually.True(() => !host.Script.Deliveries.IsEmpty, "the handler has begun");

        await host.StopAsync();

        host.Script.OnMessage = _ => Task.CompletedTask;
        await host.StartAsync(Functions);
        await host.RestAsync();
        Assert.Equal(0, await host.CountAsync());
        Assert.Equal(["1", "2"], host.Script.Deliveries.Select(delivery => delivery.DequeueCount));
    }

    [Fact]
    public async Task A_stop_does_not_wait_beyond_its_limit()
    {
        await using var host = new TestHost();
        var finish = new TaskCompletionSource();
        host.Script.OnMessage = _ => host.HoldAsync(finish.Task);
        await host.StartAsync(Functions);
        await host.EnqueueAsync("deaf");
        await Eventually.True(() => !host.Script.Deliveries.IsEmpty, "the handler has begun");

        var stopping = host.Host.StopAsync();
        Assert.False(stopping.IsCompleted);
        await host.Clock.SkipAsync(TimeSpan.FromSeconds(20));

        await stopping;
        Assert.Contains(host.Log.GetSnapshot(), record => record.Id.Id == 9002);
        finish.SetResult();
    }

    [Fact]
    public async Task A_kill_in_the_middle_of_a_handler_gives_the_message_back_after_its_lease()
    {
        await using var killed = new TestHost();
        var finish = new TaskCompletionSource();
        killed.Script.OnMessage = _ => finish.Task;
        await killed.StartAsync(Functions);
        await killed.EnqueueAsync("a");
        await Eventually.True(() => !killed.Script.Deliveries.IsEmpty, "the handler has begun");
        var receivedAt = killed.Clock.GetUtcNow();

        await using var next = new TestHost();
        killed.CopyQueuesTo(next);
        finish.SetResult();
        await next.StartAsync(Functions);

        await next.PlayUntilAsync(() => !next.Script.Deliveries.IsEmpty, "the message is delivered again");
        Assert.Equal(TimeSpan.FromMinutes(10), next.Clock.GetUtcNow() - receivedAt);
        Assert.Equal("2", next.Script.Deliveries.First().DequeueCount);
    }

    [Fact]
    public async Task A_functions_result_is_the_next_queues_message()
    {
        await using var host = await new TestHost().StartAsync(typeof(ForwardFunction), typeof(ChangeFunction));

        await host.EnqueueAsync("a", "to-forward");

        await Eventually.True(() => host.Script.Deliveries.Any(delivery => delivery.Body == "forwarded a"), "the message is forwarded");
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
        }
    }
}
