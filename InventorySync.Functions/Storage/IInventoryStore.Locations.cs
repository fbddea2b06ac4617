using InventorySync.Inventory;

namespace InventorySync.Storage;

public partial interface IInventoryStore
{
    /// <summary>
    /// Applies one webhook about one location by the rule of presence (<see cref="Precedence"/>), and recomputes the availability of every item with a level there, in one
    /// transaction. An early full sync (<see cref="EarlySyncReason.Locations"/>) is asked for where a location has become active, since what its levels were told while it was
    /// not is not known, and where two statements of one instant disagree.
    /// </summary>
    Task<LocationChange> ApplyLocationAsync(LocationObservation observation, UnixTime now, CancellationToken cancellationToken);
}
