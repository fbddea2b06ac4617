namespace InventorySync.Shopify;

/// <summary>
/// Shopify did not do what it was asked. The message says what was asked, what it answered, what to do, and under which request id.
/// </summary>
/// <param name="code">Shopify's own code, such as ACCESS_DENIED; null where it gave none.</param>
/// <param name="isTransient">Whether the same call may succeed later.</param>
public sealed class ShopifyCallException(string message, string? code, bool isTransient, Exception? innerException = null) : Exception(
    message, innerException)
{
    public string? Code { get; } = code;

    public bool IsTransient { get; } = isTransient;
}
