using Microsoft.Extensions.Options;
using NCrontab;

namespace InventorySync.Probe;

/// <summary>Refuses a schedule that the Functions host could not read either.</summary>
public sealed class ProbeOptionsValidation : IValidateOptions<ProbeOptions>
{
    public ValidateOptionsResult Validate(string? name, ProbeOptions options) =>
        CrontabSchedule.TryParse(options.ProbeSchedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is null
            ? ValidateOptionsResult.Fail(
                $"InventorySync__ProbeSchedule is \"{options.ProbeSchedule}\": set it to cron with six fields, such as 0 3-59/5 * * * *.")
            : ValidateOptionsResult.Success;
}
