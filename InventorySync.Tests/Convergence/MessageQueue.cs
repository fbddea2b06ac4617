using InventorySync.Inventory;
using InventorySync.Queues;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// The queue as the platform keeps it: at least once, 30 seconds after a failure, the ten-minute lease after a crash, five tries, then
/// poison.
/// </summary>
internal sealed class MessageQueue(History history) : IQueueInspector
{
    private const int MaxTries = 5;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterCrash = TimeSpan.FromMinutes(10);

    private readonly Dice _dice = Dice.Of(history.Plan.Seed, 3);
    private readonly HashSet<Message> _waiting = [];

    public void Enqueue(byte[] message, string webhookId)
    {
        var enqueued = new Message(message, webhookId, UnixTime.From(history.Scheduler.Now));
        _waiting.Add(enqueued);
        Show(enqueued, _dice.Between(0.001, 0.3));
    }

    /// <summary>As the platform's queue: a message that is at work, or hidden until its next try, is not seen.</summary>
    public Task<IReadOnlyList<QueueState>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<QueueState>>(
        [new QueueState(QueueNames.InventoryChanges, _waiting.Count, _waiting.Min(message => (UnixTime?)message.EnqueuedAt))]);

    private void Show(Message message, TimeSpan delay)
    {
        history.Pending++;
        history.Scheduler.After(delay, () => history.Scheduler.Begin(() => HandleAsync(message)));
    }

    private async Task HandleAsync(Message message)
    {
        var instance = history.AnyInstance();
        _waiting.Remove(message);
        message.Tries++;
        var end = instance.Unfinished(() => Again(AfterCrash));
        try
        {
            if (await instance.Gate.HoldsAsync(CancellationToken.None)) await PutBackAsync(instance, message);
            else await ApplyAsync(instance, message);
            await instance.PointAsync("the message's deletion", static () => new TimeoutException("The queue did not answer."));
            history.Pending--;
        }
        catch (Exception e) when (e is not BrokenPromiseException)
        {
            history.Tell(() => $"the message of {message.WebhookId} fails: {e.Message}");
            Again(AfterFailure);
        }

        end();

        void Again(TimeSpan delay)
        {
            history.Pending--;
            if (message.Tries < MaxTries)
            {
                Show(message, delay);
                return;
            }

            history.Tell(() => $"the message of {message.WebhookId} is poison");
            GiveUp(message, TimeSpan.FromSeconds(1));
        }
    }

    private async Task ApplyAsync(Instance instance, Message message)
    {
        history.Checks.Begins($"the message of {message.WebhookId} is applied");
        await instance.Changes.HandleAsync(message.Bytes, enqueuedAt: null, CancellationToken.None);
        history.Checks.Handled(message.Bytes, message.WebhookId);
    }

    /// <summary>During a pause, as a new message; then the one that was held is deleted.</summary>
    private async Task PutBackAsync(Instance instance, Message message)
    {
        history.Tell(() => $"the message of {message.WebhookId} goes back into the queue");
        await instance.PointAsync("the output binding", static () => new TimeoutException("The queue did not answer."));
        Enqueue(message.Bytes, message.WebhookId);
    }

    /// <summary>The poison queue has a function of its own, which is called again until it says that the message is recorded.</summary>
    private void GiveUp(Message message, TimeSpan delay)
    {
        history.Pending++;
        history.Scheduler.After(delay, () => history.Scheduler.Begin(async () =>
        {
            var instance = history.AnyInstance();
            var end = instance.Unfinished(() => Again(AfterCrash));
            try
            {
                var isRecorded = !await instance.Gate.HoldsAsync(CancellationToken.None)
                    && await instance.Poison.TryRecordAsync(message.Bytes, CancellationToken.None);
                if (isRecorded) history.Pending--;
                else Again(TimeSpan.FromSeconds(1));
            }
            catch (TimeoutException)
            {
                Again(AfterCrash);
            }

            end();
        }));

        void Again(TimeSpan later)
        {
            history.Pending--;
            GiveUp(message, later);
        }
    }

    private sealed class Message(byte[] bytes, string webhookId, UnixTime enqueuedAt)
    {
        public UnixTime EnqueuedAt { get; } = enqueuedAt;

        public byte[] Bytes { get; } = bytes;

        public string WebhookId { get; } = webhookId;

        public int Tries { get; set; }
    }
}
