using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Settings;

/// <summary>Binds the options of a room to its settings, and checks them before the app starts.</summary>
internal static class SettingsServices
{
    /// <returns>For the checks that the ranges of the options' attributes do not make.</returns>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>, RangesValidation<T>>();
        return services.AddOptions<T>().Configure(configuration.GetSection(section).BindTo).ValidateOnStart();
    }

    /// <summary>A value of the wrong type is refused like every other wrong one.</summary>
    /// <exception cref="OptionsValidationException">A value is not of its setting's type.</exception>
    private static void BindTo<T>(this IConfiguration section, T options)
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
