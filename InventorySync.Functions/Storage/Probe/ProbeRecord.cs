using System.Text.Json.Serialization;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>The last probe, as it is kept for status.</summary>
/// <param name="At">Our clock when it ended.</param>
/// <param name="Checked">Items that were compared.</param>
/// <param name="Late">Items that were wrong, and right a minute later: their webhooks were under way.</param>
/// <param name="Wrong">Items that were wrong for longer. They have been repaired.</param>
/// <param name="Causes">Why, as far as that is known: one for each wrong item.</param>
/// <param name="IsAlarming">Whether so many were wrong that all must be doubted.</param>
/// <param name="SyncAskedAt">Our clock when a probe last asked for a full sync; null if none ever did.</param>
/// <param name="Failure">Why Shopify could not be asked; null if it could.</param>
public sealed record ProbeRecord(
    UnixTime At, int Checked, int Late, int Wrong, IReadOnlyList<ProbeCause> Causes, bool IsAlarming, UnixTime? SyncAskedAt,
    string? Failure);

/// <summary>Why an item was wrong. The names are stored in the tables.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProbeCause>))]
public enum ProbeCause
{
    /// <summary>Nothing here tells why: no delivery came, or it comes later than a minute.</summary>
    Unknown,

    /// <summary>A change of it could not be applied, and is not repaired.</summary>
    FailedChange,

    /// <summary>A look-up of it waits.</summary>
    WaitingLookUp,

    /// <summary>The last check of the subscriptions failed or found one missing, or the shop uninstalled the app.</summary>
    Subscriptions,

    /// <summary>Its levels are right, and Sku.Available is not their sum: somebody else wrote it.</summary>
    Sum,
}
