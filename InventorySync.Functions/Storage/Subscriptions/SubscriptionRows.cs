using System.Text.Json;

namespace InventorySync.Storage;

/// <summary>The rows of the subscriptions' checks, as both stores' statements answer and take them.</summary>
internal static class SubscriptionRows
{
    public static SubscriptionHealth Health(Row row) =>
        new(CheckOrNull(row), FailureOrNull(row), row.TimeOrNull("UninstalledAt"), row.TimeOrNull("RepairedAt"));

    /// <summary>Of the parameters of RecordSubscriptionCheck those that both stores have.</summary>
    public static (string Name, object? Value)[] Of(SubscriptionCheck check) =>
    [
        ("@checkedAt", check.CheckedAt.Nanoseconds), ("@seenAt", check.SeenAt.Nanoseconds), ("@address", check.Address),
        ("@apiVersion", check.ApiVersion),
        ("@topics", JsonSerializer.Serialize(check.Topics, StorageJson.Default.IReadOnlyListTopicHealth)),
        ("@isRepaired", check.Repairs > 0),
    ];

    private static SubscriptionCheck? CheckOrNull(Row row) => row.IsNull("CheckedAt")
        ? null
        : new SubscriptionCheck(
            row.Time("CheckedAt"), row.Time("SeenAt"), row.Text("Address"), row.Text("ApiVersion"),
            JsonSerializer.Deserialize(row.Text("Topics"), StorageJson.Default.IReadOnlyListTopicHealth)!);

    private static SubscriptionFailure? FailureOrNull(Row row) =>
        row.IsNull("FailedAt") ? null : new SubscriptionFailure(row.Time("FailedAt"), row.Text("FailureReason"));
}
