namespace FunctionsHost.Queues;

/// <summary>The service's limits, kept by the embedded queue too, so that nothing works here that fails on Azure.</summary>
/// <remarks>Source: https://learn.microsoft.com/rest/api/storageservices/put-message and .../naming-queues-and-metadata</remarks>
internal static class QueueLimits
{
    /// <summary>A message holds 64 KiB of text, and base64 makes four characters of three bytes: 64 KiB * 3 / 4.</summary>
    public const int MaxBodyBytes = 49_152;

    /// <summary>The most that one receive may ask for.</summary>
    public const int MaxBatch = 32;

    /// <summary>What the service keeps a message for, unless told otherwise.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromDays(7);

    /// <summary>3 to 63 characters: lower-case letters, digits and single dashes, none of these at an end.</summary>
    public static bool IsQueueName(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);

    /// <exception cref="MessageTooLargeException">The body is too long.</exception>
    public static void RefuseTooLarge(string queueName, ReadOnlyMemory<byte> body)
    {
        if (body.Length > MaxBodyBytes) throw new MessageTooLargeException(queueName, body.Length);
    }
}
