using Microsoft.Extensions.Options;

namespace InventorySync.Subscriptions;

/// <summary>Refuses an address that Shopify would not deliver to.</summary>
public sealed class SubscriptionOptionsValidation : IValidateOptions<SubscriptionOptions>
{
    public ValidateOptionsResult Validate(string? name, SubscriptionOptions options) =>
        !string.IsNullOrWhiteSpace(options.PublicUrl) && SubscriptionOptions.FaultOf(options.PublicUrl) is { } fault
            ? ValidateOptionsResult.Fail(
                $"InventorySync__PublicUrl is \"{options.PublicUrl}\": set it to the function app's address, "
                + $"such as https://your-app.azurewebsites.net ({fault}), or leave it out.")
            : ValidateOptionsResult.Success;
}
