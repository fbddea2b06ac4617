using System.Text.Json;
using InventorySync.Storage;

namespace InventorySync.Status;

/// <summary>Percentiles of counts by bucket: the upper bound of the bucket in which they lie.</summary>
internal static class LagPercentiles
{
    public static StatusStage Of(LagStage stage, IReadOnlyList<LagCount> counts)
    {
        LagCount[] ofStage = [.. counts.Where(count => count.Stage == stage).OrderBy(count => count.Bucket)];
        var changes = ofStage.Sum(count => count.Messages);
        return new StatusStage(JsonNamingPolicy.CamelCase.ConvertName(stage.ToString()), changes, At(0.5), At(0.9), At(0.99));

        double? At(double share)
        {
            long seen = 0;
            foreach (var count in ofStage)
            {
                seen += count.Messages;
                if (seen >= share * changes)
                    return LagBuckets.UpperBounds[Math.Min(count.Bucket, LagBuckets.UpperBounds.Count - 1)].TotalMilliseconds;
            }

            return null;
        }
    }
}
