using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// How many look-ups the webhooks have lately needed, answered or not. A flood of them (an import of thousands of products) is
/// cheaper to answer by one download.
/// </summary>
/// <param name="Since">Our clock when the counting began.</param>
public sealed record LookUpWindow(UnixTime Since, int Asked)
{
    /// <summary>How long is counted: the recovery timer's period, within which the early full sync is then started.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <summary>
    /// More than these within <see cref="Length"/> are a flood. A look-up costs some 45 points, and the smallest plan restores 100 points a
    /// second: one a second, 300 in five minutes, leaves more than half of them to the rest of this app and to others.
    /// </summary>
    public const int MaxLookUps = 300;

    /// <summary>
    /// How long a flood's look-ups wait for the early full sync: a download of a large shop takes some minutes after the timer's five. If
    /// it does not come (bulk operations may be refused), they are tried after all.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The window with some more look-ups asked for at <paramref name="now"/>.</summary>
    public static LookUpWindow Count(LookUpWindow? window, int more, UnixTime now) =>
        window is null || now >= window.Since.Add(Length) ? new LookUpWindow(now, more) : window with { Asked = window.Asked + more };
}
