using FunctionsHost.Queues;
using InventorySync.Tests.Support;

namespace Tools.Tests.FunctionsHost.Queues;

/// <summary>
/// What every queue transport does alike. Visibility passes by the transport's own clock, so that the tests wait for what comes of it.
/// </summary>
public abstract class QueueConformance : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortLease = TimeSpan.FromSeconds(1);
    private static readonly CancellationToken None = CancellationToken.None;

    private IQueueTransport _transport = null!;
    private IQueue _queue = null!;

    public async Task InitializeAsync()
    {
        _transport = Open();
        _queue = await _transport.OpenAsync(NewQueueName(), None);
    }

    public async Task DisposeAsync() => await _transport.DisposeAsync();

    [QueueFact]
    public async Task A_new_queue_is_empty()
    {
        Assert.Empty(await _queue.ReceiveAsync(32, Lease, None));
        Assert.Equal(0, await _queue.CountAsync(None));
    }

    [QueueFact]
    public async Task The_oldest_message_is_told_while_it_can_be_received()
    {
        Assert.Null(await _queue.FindOldestAsync(None));
        await _queue.SendAsync(Text("a"), None);
        var oldest = await _queue.FindOldestAsync(None);
        Assert.NotNull(oldest);

        var message = await ReceiveOneAsync();

        Assert.Equal(message.InsertedAt, oldest);
        Assert.Null(await _queue.FindOldestAsync(None));
    }

    [QueueFact]
    public async Task A_message_arrives_byte_for_byte()
    {
        byte[] body = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await _queue.SendAsync(body, None);

        var message = Assert.Single(await _queue.ReceiveAsync(32, Lease, None));

        Assert.Equal(body, message.Body.ToArray());
        Assert.Equal(1, message.DequeueCount);
        Assert.Equal(QueueLimits.TimeToLive, message.ExpiresAt - message.InsertedAt);
    }

    [QueueFact]
    public async Task An_empty_message_arrives_too()
    {
        await _queue.SendAsync(ReadOnlyMemory<byte>.Empty, None);

        Assert.Equal(0, Assert.Single(await _queue.ReceiveAsync(1, Lease, None)).Body.Length);
    }

    [QueueFact]
    public async Task A_buffer_may_be_used_again_once_it_is_sent()
    {
        byte[] buffer = [1];
        await _queue.SendAsync(buffer, None);
        buffer[0] = 2;

        Assert.Equal([1], (await ReceiveOneAsync()).Body.ToArray());
    }

    [QueueFact]
    public async Task A_received_message_is_hidden_from_other_receivers_and_still_counted()
    {
        await _queue.SendAsync(Text("a"), None);
        await ReceiveOneAsync();

        Assert.Empty(await _queue.ReceiveAsync(32, Lease, None));
        Assert.Equal(1, await _queue.CountAsync(None));
    }

    [QueueFact]
    public async Task A_deleted_message_is_gone()
    {
        await _queue.SendAsync(Text("a"), None);
        var message = await ReceiveOneAsync();

        Assert.True(await _queue.DeleteAsync(message.Id, message.Receipt, None));
        Assert.Equal(0, await _queue.CountAsync(None));
    }

    [QueueFact]
    public async Task A_message_deleted_twice_is_reported_lost_the_second_time()
    {
        await _queue.SendAsync(Text("a"), None);
        var message = await ReceiveOneAsync();
        await _queue.DeleteAsync(message.Id, message.Receipt, None);

        Assert.False(await _queue.DeleteAsync(message.Id, message.Receipt, None));
    }

    [QueueFact]
    public async Task A_message_comes_back_when_its_lease_ends_with_the_same_id_and_one_more_dequeue()
    {
        await _queue.SendAsync(Text("a"), None);
        var first = await ReceiveOneAsync(ShortLease);

        var second = await ComesBackAsync();

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(2, second.DequeueCount);
        Assert.NotEqual(first.Receipt, second.Receipt);
    }

    [QueueFact]
    public async Task The_receipt_of_an_earlier_delivery_neither_deletes_nor_hides()
    {
        await _queue.SendAsync(Text("a"), None);
        var first = await ReceiveOneAsync(ShortLease);
        var second = await ComesBackAsync();

        Assert.False(await _queue.DeleteAsync(first.Id, first.Receipt, None));
        Assert.Null(await _queue.SetVisibilityAsync(first.Id, first.Receipt, TimeSpan.Zero, None));
        Assert.True(await _queue.DeleteAsync(second.Id, second.Receipt, None));
    }

    [QueueFact]
    public async Task A_message_released_with_no_delay_is_visible_at_once()
    {
        await _queue.SendAsync(Text("a"), None);
        var first = await ReceiveOneAsync();
        await _queue.SetVisibilityAsync(first.Id, first.Receipt, TimeSpan.Zero, None);

        Assert.Equal(first.Id, (await ReceiveOneAsync()).Id);
    }

    [QueueFact]
    public async Task A_renewed_lease_has_a_new_receipt_and_ends_the_old_one()
    {
        await _queue.SendAsync(Text("a"), None);
        var message = await ReceiveOneAsync();

        var renewed = await _queue.SetVisibilityAsync(message.Id, message.Receipt, Lease, None);

        Assert.NotNull(renewed);
        Assert.False(await _queue.DeleteAsync(message.Id, message.Receipt, None));
        Assert.Empty(await _queue.ReceiveAsync(32, Lease, None));
        Assert.True(await _queue.DeleteAsync(message.Id, renewed, None));
    }

    [QueueFact]
    public async Task A_renewed_message_keeps_its_body()
    {
        await _queue.SendAsync(Text("a"), None);
        var message = await ReceiveOneAsync();
        await _queue.SetVisibilityAsync(message.Id, message.Receipt, TimeSpan.Zero, None);

        Assert.Equal(Text("a").ToArray(), (await ReceiveOneAsync()).Body.ToArray());
    }

    [QueueFact]
    public async Task A_batch_is_no_larger_than_asked_for()
    {
        for (var i = 0; i < 5; i++) await _queue.SendAsync(Text($"{i}"), None);

        Assert.Equal(3, (await _queue.ReceiveAsync(3, Lease, None)).Count);
        Assert.Equal(2, (await _queue.ReceiveAsync(3, Lease, None)).Count);
    }

    [QueueFact]
    public async Task Messages_sent_one_after_another_arrive_in_that_order()
    {
        string[] sent = [.. Enumerable.Range(0, 20).Select(i => $"{i:00}")];
        foreach (var text in sent) await _queue.SendAsync(Text(text), None);

        var received = await _queue.ReceiveAsync(32, Lease, None);

        Assert.Equal(sent, received.Select(message => System.Text.Encoding.UTF8.GetString(message.Body.Span)));
    }

    [QueueFact]
    public async Task Receivers_beside_each_other_share_the_messages_out()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => _queue.SendAsync(Text($"{i}"), None)));

        var batches = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _queue.ReceiveAsync(5, Lease, None)));

        var ids = batches.SelectMany(batch => batch).Select(message => message.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(40, ids.Count);
    }

    [QueueFact]
    public async Task Forty_eight_KiB_fit()
    {
        var body = new byte[QueueLimits.MaxBodyBytes];
        new Random(1).NextBytes(body);
        await _queue.SendAsync(body, None);

        Assert.Equal(body, (await ReceiveOneAsync()).Body.ToArray());
    }

    [QueueFact]
    public async Task One_byte_more_is_refused_and_nothing_is_sent()
    {
        await Assert.ThrowsAsync<MessageTooLargeException>(() => _queue.SendAsync(new byte[QueueLimits.MaxBodyBytes + 1], None));

        Assert.Equal(0, await _queue.CountAsync(None));
    }

    [QueueFact]
    public async Task Queues_of_different_names_do_not_mix()
    {
        var other = await _transport.OpenAsync(NewQueueName(), None);
        await _queue.SendAsync(Text("a"), None);

        Assert.Empty(await other.ReceiveAsync(32, Lease, None));
    }

    [QueueFact]
    public async Task Opening_a_queue_again_keeps_what_is_in_it()
    {
        await _queue.SendAsync(Text("a"), None);

        var again = await _transport.OpenAsync(_queue.Name, None);

        Assert.Single(await again.ReceiveAsync(32, Lease, None));
    }

    [QueueFact]
    public async Task Sending_wakes_whoever_waits_for_the_next_arrival()
    {
        var arrival = _queue.NextArrival;
        Assert.False(arrival.IsCompleted);

        await _queue.SendAsync(Text("a"), None);

        await arrival;
        Assert.False(_queue.NextArrival.IsCompleted);
    }

    [QueueFact]
    public async Task Giving_a_message_back_wakes_whoever_waits_for_the_next_arrival()
    {
        await _queue.SendAsync(Text("a"), None);
        var message = await ReceiveOneAsync();
        var arrival = _queue.NextArrival;

        await _queue.SetVisibilityAsync(message.Id, message.Receipt, TimeSpan.Zero, None);

        await arrival;
    }

    /// <summary>Opens the transport under test.</summary>
    private protected abstract IQueueTransport Open();

    /// <summary>Lets the transport's clock go on a little, if it is one that the test drives.</summary>
    private protected virtual void LetTimePass()
    {
    }

    private static string NewQueueName() => Path.GetRandomFileName().Replace('.', 'q');

    private static ReadOnlyMemory<byte> Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private async Task<QueueMessage> ReceiveOneAsync(TimeSpan? lease = null) =>
        Assert.Single(await _queue.ReceiveAsync(1, lease ?? Lease, None));

    private async Task<QueueMessage> ComesBackAsync()
    {
        IReadOnlyList<QueueMessage> received = [];
        await Eventually.True(
            async () =>
            {
                LetTimePass();
                return (received = await _queue.ReceiveAsync(1, Lease, None)).Count > 0;
            },
            "the message comes back");
        return received[0];
    }
}
