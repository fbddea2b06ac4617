using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace InventorySync.Settings;

/// <summary>Refuses settings that are out of the ranges that their options' attributes give, one line each.</summary>
internal sealed class RangesValidation<T> : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        List<ValidationResult> outOfRange = [];
        return Validator.TryValidateObject(options, new ValidationContext(options), outOfRange, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(outOfRange.Select(result => result.ErrorMessage!));
    }
}
