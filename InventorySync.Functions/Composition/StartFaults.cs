using InventorySync.Storage;
using Microsoft.Extensions.Configuration;
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
        AggregateException several when several.InnerExceptions.All(inner => LinesOf(inner).Count > 0) => [.. several.InnerExceptions.SelectMany(LinesOf)],
        _ => [],
    };

    /// <summary>Binds a section, so that a value of the wrong type is refused like every other wrong one.</summary>
    /// <exception cref="OptionsValidationException">A value is not of its setting's type.</exception>
    internal static void BindTo<T>(this IConfiguration section, T options)
        where T : class
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            // The binder names the setting with its colons; settings of an app have two underscores there.
            throw new OptionsValidationException(Options.DefaultName, typeof(T), [e.Message.Replace(":", "__", StringComparison.Ordinal)]);
        }
    }
}
