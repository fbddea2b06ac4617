namespace InventorySync.Storage;

/// <summary>The pause of the whole app.</summary>
public interface IPauseStore
{
    /// <summary>The pause in force; null if there is none.</summary>
    Task<Pause?> GetPauseAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Pauses, from now on and for every instance: no run is leased, and whoever applies changes asks <see cref="GetPauseAsync"/>.
    /// </summary>
    /// <returns>The pause in force: an earlier one stays.</returns>
    Task<Pause> PauseAsync(Pause pause, CancellationToken cancellationToken);

    /// <returns>False if there was no pause.</returns>
    Task<bool> ResumeAsync(CancellationToken cancellationToken);
}
