namespace ShopifySimulator.Webhooks;

/// <summary>What became of the shop's events so far. All counts are of one instant.</summary>
/// <param name="Events">What the shop told, subscribed or not.</param>
/// <param name="Debounced">Payloads that Shopify itself dropped, since they repeated one that it had just sent.</param>
/// <param name="Lost">Deliveries that <see cref="Faults.WebhookLossRate"/> took.</param>
/// <param name="Delivered">Deliveries that were answered 2xx; one made twice counts twice.</param>
/// <param name="FailedAttempts">Attempts that were not.</param>
/// <param name="GivenUp">Deliveries that will not be tried again.</param>
/// <param name="RemovedSubscriptions">Subscriptions that were removed since their address did not answer.</param>
/// <param name="Waiting">Deliveries that are not over: to be assembled, delayed, under way, or to be tried again.</param>
public sealed record DeliveryStatistics(
    long Events = 0,
    long Debounced = 0,
    long Lost = 0,
    long Delivered = 0,
    long FailedAttempts = 0,
    long GivenUp = 0,
    long RemovedSubscriptions = 0,
    long Waiting = 0);
