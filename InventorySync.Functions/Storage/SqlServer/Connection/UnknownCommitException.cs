namespace InventorySync.Storage.SqlServer;

/// <summary>
/// A commit found its connection or its transaction gone: what it would have committed may be there or not. The client says so by an
/// <see cref="InvalidOperationException"/>, as it does of faults of its caller.
/// </summary>
internal sealed class UnknownCommitException(InvalidOperationException inner)
    : Exception("The commit found its connection gone: whether it has been carried out is not known.", inner);
