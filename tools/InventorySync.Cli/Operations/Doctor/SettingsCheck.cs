using InventorySync.Composition;
using Microsoft.Extensions.Options;

namespace InventorySync.Cli.Operations.Doctor;

/// <summary>The settings, as the app judges them at its start.</summary>
internal static class SettingsCheck
{
    private const string Subject = "settings";

    public static IReadOnlyList<Finding> Look(OperationsServices services)
    {
        try
        {
            services.Get<IStartupValidator>().Validate();
            return [Finding.Well(Subject, $"the app starts with them; they come from {services.Settings.Description}")];
        }
        catch (Exception e) when (StartFaults.LinesOf(e) is { Count: > 0 } lines)
        {
            return [.. lines.Select(line => Finding.Wrong(Subject, line))];
        }
    }
}
