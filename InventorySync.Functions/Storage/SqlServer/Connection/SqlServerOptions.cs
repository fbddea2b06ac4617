using System.ComponentModel.DataAnnotations;

namespace InventorySync.Storage.SqlServer;

/// <summary>The settings InventorySync__* that the SQL Server store reads.</summary>
public sealed class SqlServerOptions
{
    /// <summary>The section that they are bound from.</summary>
    public const string Section = "InventorySync";

    /// <summary>
    /// The schema that the tables lie in: letters, digits and underscores, no digit first, 128 at most. Default dbo; another one to run
    /// beside tables of the same names. It is put into the statements' texts, which is why it is validated.
    /// </summary>
    [RegularExpression(
        SchemaPattern, ErrorMessage = "InventorySync__Schema takes the name of a schema: letters, digits and underscores, no digit first.")]
    public string Schema { get; set; } = "dbo";

    /// <summary>
    /// Truncate or Delete: how the raw tables are emptied. Default Truncate, the quicker one, during which their readers wait (see
    /// SyncRun.ReadersWaitedMilliseconds); with Delete they see the old rows until the commit, where READ_COMMITTED_SNAPSHOT is on.
    /// </summary>
    [RegularExpression("^(Truncate|Delete)$", ErrorMessage = "InventorySync__ReplaceMode takes Truncate or Delete.")]
    public string ReplaceMode { get; set; } = "Truncate";

    /// <summary>
    /// How long one change may take in the database. 00:00:01 to 01:00:00; default 00:01:00: it takes milliseconds, but waits for the last
    /// transaction of a full sync, which takes up to 20 seconds at 200,000 variants.
    /// </summary>
    [Range(
        typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "InventorySync__CommandTimeout takes a time from 00:00:01 to 01:00:00.")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one statement of a full sync may take. 00:00:01 to 05:00:00; default 00:10:00.</summary>
    [Range(
        typeof(TimeSpan), "00:00:01", "05:00:00",
        ErrorMessage = "InventorySync__FullSyncCommandTimeout takes a time from 00:00:01 to 05:00:00.")]
    public TimeSpan FullSyncCommandTimeout { get; set; } = TimeSpan.FromMinutes(10);

    internal const string SchemaPattern = "^[A-Za-z_][A-Za-z0-9_]{0,127}$";
}
