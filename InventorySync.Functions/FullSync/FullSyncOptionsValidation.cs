using Microsoft.Extensions.Options;

namespace InventorySync.FullSync;

/// <summary>Refuses a schedule that the Functions host could not read either.</summary>
public sealed class FullSyncOptionsValidation : IValidateOptions<FullSyncOptions>
{
    public ValidateOptionsResult Validate(string? name, FullSyncOptions options) => SyncSchedule.TryParse(options.FullSyncSchedule) is null
        ? ValidateOptionsResult.Fail(
            $"InventorySync__FullSyncSchedule is \"{options.FullSyncSchedule}\": set it to cron with six fields, such as 0 0 */4 * * *.")
        : ValidateOptionsResult.Success;
}
