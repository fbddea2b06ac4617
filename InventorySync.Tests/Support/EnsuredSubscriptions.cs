using InventorySync.Shopify;

namespace InventorySync.Tests.Support;

/// <summary>A plan carried through, as the app's check does it.</summary>
internal static class EnsuredSubscriptions
{
    /// <returns>How many changes it took.</returns>
    public static async Task<int> EnsureAsync(this WebhookSubscriptions subscriptions, Uri publicUrl)
    {
        var list = await subscriptions.ListAsync(CancellationToken.None);
        SubscriptionRepair[] repairs = [.. SubscriptionPlan.Of(list.All, publicUrl).SelectMany(plan => plan.Repairs)];
        foreach (var repair in repairs) await subscriptions.RepairAsync(repair, CancellationToken.None);
        return repairs.Length;
    }
}
