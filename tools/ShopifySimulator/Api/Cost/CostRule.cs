using GraphQL.Validation;

namespace ShopifySimulator.Api.Cost;

/// <summary>The last rule that a valid query has to meet: that the app can pay for it.</summary>
internal sealed class CostRule : ValidationRuleBase
{
    /// <summary>https://shopify.dev/docs/api/usage/limits#single-query-limit</summary>
    private const int MaxCost = 1000;

    public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context)
    {
        var reading = (Reading)context.UserContext;
        var cost = new QueryCost(context.Schema, context.Document, context.ArgumentValues).Of(context.Operation);
        (reading.RequestedCost, reading.OperationName) = (cost, context.Operation.Name?.StringValue);
        if (cost > MaxCost) context.ReportError(TooDear(cost));
        else if (!reading.Bucket!.TryTake(cost)) context.ReportError(new ThrottledError());
        return default;
    }

    private static ValidationError TooDear(int cost) => new(
        $"Query cost is {cost}, which exceeds the single query max cost limit ({MaxCost}).")
    {
        Code = "MAX_COST_EXCEEDED",
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["cost"] = cost,
            ["maxCost"] = MaxCost,
            ["documentation"] = "https://shopify.dev/api/usage/rate-limits",
        },
    };
}

/// <summary>The bucket does not hold enough.</summary>
internal sealed class ThrottledError() : ValidationError("Throttled");
