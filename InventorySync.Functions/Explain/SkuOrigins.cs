using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Explain;

/// <summary>
/// Which webhook or read a held value came from, as far as that can be told: a read by its time, which the full sync, the look-up or the
/// probe has noted.
/// </summary>
internal sealed class SkuOrigins(IReadOnlyList<LoggedObservation> rows, SkuContext context)
{
    public SkuVersion? Of<T>(Observation<T>? held) => held is { } value
        ? new SkuVersion(value.UpdatedAt.ToDateTimeOffset(), value.SeenAt.ToDateTimeOffset(), By(value.By, value.SeenAt))
        : null;

    /// <summary>Null of what only a number has implied.</summary>
    public static SkuVersion? OfPresence(Presence held) =>
        held.SeenAt.Nanoseconds == 0 ? null : new SkuVersion(null, held.SeenAt.ToDateTimeOffset(), null);

    private string By(ObservedBy by, UnixTime seenAt)
    {
        if (by is ObservedBy.Webhook) return "webhook";
        if (context.Status.LastGoodRun is { Progress.BulkCreatedAt: { } createdAt } run
            && createdAt.Add(-context.StaleReadMargin) == seenAt)
            return string.Create(CultureInfo.InvariantCulture, $"full sync {run.Id}");
        return rows.FirstOrDefault(
            row => row.SeenAt == seenAt && row.Source is ObservationSource.LookUp or ObservationSource.Probe)?.Source switch
        {
            ObservationSource.LookUp => "look-up",
            ObservationSource.Probe => "probe",
            _ => "read",
        };
    }
}
