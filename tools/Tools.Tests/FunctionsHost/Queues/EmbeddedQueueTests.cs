using FunctionsHost.Queues;
using FunctionsHost.Queues.Embedded;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Tools.Tests.FunctionsHost.Queues;

public sealed class EmbeddedQueueTests : QueueConformance, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    /// <summary>Runs after <see cref="QueueConformance.DisposeAsync"/>, which closes the file.</summary>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_lease_holds_until_its_last_millisecond()
    {
        await using var transport = EmbeddedQueues.Open(_folder.File("lease.db"), _clock);
        var queue = await transport.OpenAsync("changes", None);
        await queue.SendAsync(new byte[1], None);
        await queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), None);

        _clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), None));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Single(await queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), None));
    }

    [Fact]
    public async Task Messages_and_leases_outlive_the_process()
    {
        var path = _folder.File("restart.db");
        await using (var before = EmbeddedQueues.Open(path, _clock))
        {
            var queue = await before.OpenAsync("changes", None);
            await queue.SendAsync(new byte[] { 1 }, None);
            await queue.SendAsync(new byte[] { 2 }, None);
            await queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), None);
        }

        await using var after = EmbeddedQueues.Open(path, _clock);
        var again = await after.OpenAsync("changes", None);

        Assert.Equal([2], Assert.Single(await again.ReceiveAsync(32, TimeSpan.FromHours(1), None)).Body.ToArray());
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal([1], Assert.Single(await again.ReceiveAsync(32, TimeSpan.FromHours(1), None)).Body.ToArray());
    }

    [Fact]
    public async Task A_message_expires_after_seven_days()
    {
        var path = _folder.File("expiry.db");
        await using (var transport = EmbeddedQueues.Open(path, _clock))
        {
            var queue = await transport.OpenAsync("changes", None);
            await queue.SendAsync(new byte[1], None);
            _clock.Advance(TimeSpan.FromDays(7));

            Assert.Empty(await queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), None));
            Assert.Equal(0, await queue.CountAsync(None));
        }
    }

    [Fact]
    public async Task A_closed_file_takes_no_more_messages()
    {
        var transport = EmbeddedQueues.Open(_folder.File("closed.db"), _clock);
        var queue = await transport.OpenAsync("changes", None);
        await transport.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.SendAsync(new byte[1], None));
    }

    [Fact]
    public async Task A_message_is_in_the_file_when_its_sender_is_answered()
    {
        var path = _folder.File("durable.db");
        await using var transport = EmbeddedQueues.Open(path, _clock);
        await (await transport.OpenAsync("changes", None)).SendAsync(new byte[] { 7 }, None);

        // What a killed process leaves: the files as they are now, with nothing closed or checkpointed.
        foreach (var suffix in (string[])["", "-wal"]) File.Copy(path + suffix, _folder.File("copy.db") + suffix);
        await using var survivor = EmbeddedQueues.Open(_folder.File("copy.db"), _clock);

        var queue = await survivor.OpenAsync("changes", None);
        Assert.Equal([7], Assert.Single(await queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), None)).Body.ToArray());
    }

    private protected override IQueueTransport Open() => EmbeddedQueues.Open(_folder.File("queues.db"), _clock);

    private protected override void LetTimePass() => _clock.Advance(TimeSpan.FromMilliseconds(100));
}
