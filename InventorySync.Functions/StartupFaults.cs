using InventorySync.Storage;
using Microsoft.Extensions.Options;

namespace InventorySync;

/// <summary>What stops the app at its start and is its operator's to mend: one clear line each, where a stack trace would hide it.</summary>
public static class StartupFaults
{
    /// <returns>The lines; null for a fault of the app's own, whose stack trace is needed.</returns>
    public static IReadOnlyList<string>? Explain(Exception fault) => fault switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],

        // Options of several types are wrong at once.
        AggregateException { InnerExceptions: var several } when several.All(inner => inner is OptionsValidationException) => [.. several.SelectMany(inner => Explain(inner)!)],

        // The binder's, of a value that is no number, time or truth value; it names the setting. Secrets are texts, which always can be bound.
        InvalidOperationException { InnerException: ArgumentException or FormatException } => [fault.Message],
        StoreRefusedException => [fault.Message],
        _ => null,
    };
}
