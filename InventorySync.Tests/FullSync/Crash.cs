namespace InventorySync.Tests.FullSync;

/// <summary>The end of an instance: what it awaits never completes, so that nothing of it runs any more.</summary>
internal sealed class Crash
{
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Happened => _happened.Task;

    public Task<T> HappenAsync<T>()
    {
        _happened.TrySetResult();
        return new TaskCompletionSource<T>().Task;
    }
}
