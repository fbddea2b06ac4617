namespace InventorySync.Storage;

/// <summary>The database as a whole: made ready at start, and looked at.</summary>
public interface ISchemaStore
{
    /// <summary>
    /// Makes the database ready: migrates it or checks its version, binds it to the shop, writes down what is kept back of each SKU, and recomputes every
    /// availability when the included locations are others than before. Called once, before anything else.
    /// </summary>
    /// <exception cref="StoreRefusedException">The database belongs to another shop, or its schema is not one that this app knows.</exception>
    Task PrepareAsync(StoreBinding binding, CancellationToken cancellationToken);

    /// <summary>
    /// Looks at the database and changes nothing; before <see cref="PrepareAsync"/> too, and where that would refuse. What cannot be looked at, for want of the tables, is left out.
    /// </summary>
    /// <returns>The database first, which is always there: the others only where it is well.</returns>
    Task<IReadOnlyList<StoreFinding>> InspectAsync(string shopDomain, CancellationToken cancellationToken);
}
