namespace ShopifySimulator.Api;

/// <summary>Why a mutation did nothing.</summary>
/// <param name="Field">Which argument was wrong, as a path; null if none was.</param>
internal sealed record UserError(string[]? Field, string Message, string? Code = null);
