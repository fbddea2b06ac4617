using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using ShopifySimulator.Api;

namespace ShopifySimulator.Bulk;

/// <summary>
/// A query that a bulk operation can run. https://shopify.dev/docs/api/usage/bulk-operations/queries#operation-restrictions
/// </summary>
/// <param name="Outermost">Its connections that are in no other.</param>
internal sealed record BulkQuery(GraphQLDocument Document, IReadOnlyCollection<GraphQLField> Outermost)
{
    /// <returns>The query, or what is wrong with it.</returns>
    public static async Task<(BulkQuery? Query, IReadOnlyList<UserError> Errors)> ReadAsync(
        string text, AdminExecutor executor, CancellationToken cancellationToken)
    {
        GraphQLDocument document;
        try
        {
            document = Parser.Parse(text);
        }
        catch (GraphQLSyntaxErrorException e)
        {
            return (null, [Invalid($"Invalid bulk query: {e.Message}")]);
        }

        GraphQLOperationDefinition[] operations = [.. document.Definitions.OfType<GraphQLOperationDefinition>()];
        if (operations is not [var operation]) return (null, [Invalid("Invalid bulk query: it must be one operation.")]);
        if (operation.Operation != OperationType.Query)
            return (null, [Invalid("Invalid operation type. Only `query` operations are supported.")]);

        var errors = await executor.ValidateAsync(document, operation, cancellationToken);
        if (errors.Count > 0) return (null, [.. errors.Select(error => Invalid($"Invalid bulk query: {error.Message}"))]);

        var survey = new BulkSurvey(executor.Schema, document);
        survey.Visit(operation.SelectionSet, executor.Schema.Query, depth: -1);
        UserError[] faults = [.. survey.Faults.Select(Invalid)];
        return faults.Length > 0 ? (null, faults) : (new BulkQuery(document, survey.Outermost), []);
    }

    private static UserError Invalid(string message) => new(["query"], message, "INVALID");
}
