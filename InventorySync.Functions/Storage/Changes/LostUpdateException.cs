using System.Globalization;

namespace InventorySync.Storage;

/// <summary>
/// A row was not as it was loaded, although its lock was held: the alarm for a lock that was forgotten. The batch is rolled back and
/// begins again.
/// </summary>
internal sealed class LostUpdateException(string statement, int sent, int written) : Exception(
    string.Create(
        CultureInfo.InvariantCulture, $"{statement} wrote {written} of {sent} rows: another transaction has changed what was loaded."));
