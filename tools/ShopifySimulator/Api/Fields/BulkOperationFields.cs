using GraphQL;
using GraphQL.Utilities;
using ShopifySimulator.Api.Paging;
using ShopifySimulator.Bulk;

namespace ShopifySimulator.Api.Fields;

/// <summary>The app's bulk operations.</summary>
internal static class BulkOperationFields
{
    public static void AddTo(TypeSettings types)
    {
        new FieldsOf<object>(types, "QueryRoot")
            .Add("bulkOperation", (_, reading, context) => reading.Operations.Get(context.Id("BulkOperation")))
            .Add("bulkOperations", (_, reading, context) => List(reading, context))
            .Add("currentBulkOperation", (_, reading, context) =>
                context.GetArgument<string>("type") == "QUERY" && reading.Operations.All is [.., var newest] ? newest : null);

        new FieldsOf<BulkOperation>(types, "BulkOperation")
            .Add("completedAt", operation => operation.CompletedAt is { } time ? Texts.Time(time) : null)
            .Add("createdAt", operation => Texts.Time(operation.CreatedAt))
            .Add("errorCode", operation => operation.ErrorCode)
            .Add("fileSize", operation => operation.FileSize is { } size ? Texts.Number(size) : null)
            .Add("id", operation => operation.Gid)
            .Add("objectCount", operation => Texts.Number(operation.ObjectCount))
            .Add("partialDataUrl", operation => operation.PartialDataUrl)
            .Add("query", operation => operation.Query)
            .Add("rootObjectCount", operation => Texts.Number(operation.RootObjectCount))
            .Add("status", operation => operation.Status)
            .Add("type", _ => "QUERY")
            .Add("url", operation => operation.Url);

        new FieldsOf<object>(types, "Mutation")
            .AddAsync("bulkOperationRunQuery", async (_, reading, context) => await RunAsync(reading, context))
            .Add("bulkOperationCancel", (_, reading, context) => Cancel(reading, context));
        foreach (var payload in (string[])["BulkOperationRunQueryPayload", "BulkOperationCancelPayload"])
        {
            new FieldsOf<Payload>(types, payload)
                .Add("bulkOperation", result => result.Operation)
                .Add("userErrors", result => result.UserErrors);
        }

        new FieldsOf<UserError>(types, "BulkOperationUserError")
            .Add("code", error => error.Code)
            .Add("field", error => error.Field)
            .Add("message", error => error.Message);
    }

    private static Connection List(Reading reading, IResolveFieldContext context)
    {
        var isByCompletion = context.GetArgument<string>("sortKey") == "COMPLETED_AT";
        return Connection.Of(context, reading.Operations.All.OrderBy(Place), Place);

        Cursor Place(BulkOperation operation) => new(
            isByCompletion ? operation.CompletedAt is { } time ? Texts.Time(time) : "" : Texts.Time(operation.CreatedAt), operation.Id);
    }

    private static async Task<Payload> RunAsync(Reading reading, IResolveFieldContext context)
    {
        if (reading.Options.Faults.BulkAccessDenied)
            throw new ExecutionError("Access denied for bulkOperationRunQuery field.") { Code = "ACCESS_DENIED" };

        var (operation, errors) = await reading.Operations.StartAsync(
            context.GetArgument<string>("query"), context.GetArgument<bool>("groupObjects"), context.CancellationToken);
        return new Payload(operation, errors);
    }

    private static Payload Cancel(Reading reading, IResolveFieldContext context)
    {
        var (operation, error) = reading.Operations.Cancel(context.Id("BulkOperation"));
        return new Payload(operation, error is null ? [] : [error]);
    }

    private sealed record Payload(BulkOperation? Operation, IReadOnlyList<UserError> UserErrors);
}
