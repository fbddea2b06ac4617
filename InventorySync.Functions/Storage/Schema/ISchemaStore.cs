namespace InventorySync.Storage;

/// <summary>The database as a whole: made ready at start, and looked at.</summary>
public interface ISchemaStore
{
    /// <summary>
    /// Makes the database ready for the app: migrates it or checks its version, and binds it to the app's settings. Where it is bound to
    /// them already, nothing is written and no lock is taken; other included locations make every availability be computed again. Called
    /// once, before anything else.
    /// </summary>
    /// <exception cref="StoreRefusedException">The database belongs to another shop, or its schema is not one that this app
    /// knows.</exception>
    Task PrepareAsync(StoreBinding binding, CancellationToken cancellationToken);

    /// <summary>Makes this store ready to work on a database that an app has prepared. Changes nothing there, and takes no lock.</summary>
    /// <returns>What the database is bound to, for a caller who refuses other settings.</returns>
    /// <exception cref="StoreRefusedException">
    /// There is no database, it belongs to another shop, or its schema is not this app's.
    /// </exception>
    Task<HeldBinding> OpenAsync(StoreBinding binding, CancellationToken cancellationToken);

    /// <summary>
    /// Looks at the database and changes nothing; before <see cref="PrepareAsync"/> too, and where that would refuse. What cannot be looked
    /// at, for want of the tables, is left out.
    /// </summary>
    /// <returns>The database first, which is always there: the others only where it is well.</returns>
    Task<IReadOnlyList<StoreFinding>> InspectAsync(string shopDomain, CancellationToken cancellationToken);
}
