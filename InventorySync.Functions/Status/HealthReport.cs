namespace InventorySync.Status;

/// <summary>What GET api/health answers.</summary>
/// <param name="IsReady">Whether every check passed.</param>
public sealed record HealthReport(bool IsReady, IReadOnlyList<HealthCheck> Checks);

/// <summary>One check.</summary>
/// <param name="Name">store, queue or shopify.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Error">What was wrong; null if nothing.</param>
public sealed record HealthCheck(string Name, bool IsOk, double Milliseconds, string? Error);
