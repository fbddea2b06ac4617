namespace InventorySync.Storage;

/// <summary>
/// All that a database engine has to do. Only the composition asks for it: a class asks for the roles that it uses. Each method is one
/// whole operation and, where it writes, one transaction; each may be repeated after a failure without harm.
/// </summary>
public interface IInventoryStore :
    IChangeStore,
    ILookUpStore,
    IFullSyncStore,
    IDriftStore,
    IProbeStore,
    IObservationStore,
    IExplainStore,
    ISubscriptionStore,
    IOperationStore,
    IPauseStore,
    IPolicyStore,
    IRetentionStore,
    IStatusStore,
    ISchemaStore;
