using System.Text.Json.Serialization;

namespace InventorySync.Storage;

/// <summary>
/// Why a full sync had to repair a row: docs/trust.md says how each is told, and how sure it is. The names are stored in the tables.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftCause>))]
public enum DriftCause
{
    /// <summary>Shopify sent none, or none that has arrived yet.</summary>
    NoDelivery,

    /// <summary>It came, and was answered 401: its signature was by no secret that the app knows.</summary>
    Refused,

    /// <summary>It came, and could not be read or applied: it is in FailedChange.</summary>
    Failed,

    /// <summary>It was applied after the full sync that had already repaired the row.</summary>
    Late,

    /// <summary>The topic had no right subscription then.</summary>
    SubscriptionMissing,

    /// <summary>
    /// The row had been right, and nothing has changed in the shop since: somebody else wrote it, or a backup was restored.
    /// </summary>
    OtherProgram,

    /// <summary>A delivery that should have put it right was handled in time, and it was wrong all the same.</summary>
    Unknown,
}
