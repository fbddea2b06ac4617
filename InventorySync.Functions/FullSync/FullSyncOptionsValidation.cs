using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace InventorySync.FullSync;

/// <summary>Refuses what is out of its range, and a schedule that the Functions host could not read either.</summary>
public sealed class FullSyncOptionsValidation : IValidateOptions<FullSyncOptions>
{
    public ValidateOptionsResult Validate(string? name, FullSyncOptions options)
    {
        List<ValidationResult> outOfRange = [];
        Validator.TryValidateObject(options, new ValidationContext(options), outOfRange, validateAllProperties: true);
        List<string> faults = [.. outOfRange.Select(result => result.ErrorMessage!)];
        if (SyncSchedule.TryParse(options.FullSyncSchedule) is null)
            faults.Add($"InventorySync__FullSyncSchedule is \"{options.FullSyncSchedule}\": set it to cron with six fields, such as 0 0 */4 * * *.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
