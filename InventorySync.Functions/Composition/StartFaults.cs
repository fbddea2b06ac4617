using InventorySync.Storage;
using Microsoft.Extensions.Options;

namespace InventorySync.Composition;

/// <summary>What stops the app at start as one clear line each, where a stack trace would hide it.</summary>
public static class StartFaults
{
    /// <returns>The lines; none if the exception is no fault of the settings or the database, and has to go up.</returns>
    public static IReadOnlyList<string> LinesOf(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        StoreRefusedException refused => [refused.Message],

        // Several sections are wrong at once.
        AggregateException several when several.InnerExceptions.All(inner => LinesOf(inner).Count > 0) =>
            [.. several.InnerExceptions.SelectMany(LinesOf)],
        _ => [],
    };
}
