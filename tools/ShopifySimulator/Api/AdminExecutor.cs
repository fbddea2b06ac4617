using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Logging;
using ShopifySimulator.Api.Cost;

namespace ShopifySimulator.Api;

/// <summary>Runs queries against the schema.</summary>
internal sealed class AdminExecutor(ISchema schema, ILoggerFactory loggers)
{
    // One field after the other: all of them are ready at once, and in order they cost least.
    private static readonly DocumentExecuter Executer = new(
        new GraphQLDocumentBuilder { MaxDepth = 128 },
        new DocumentValidator(),
        new DefaultExecutionStrategySelector([new ExecutionStrategyRegistration(SerialExecutionStrategy.Instance, OperationType.Query)]),
        []);

    private static readonly IValidationRule[] Rules = [.. DocumentValidator.CoreRules, new CostRule()];

    private readonly ILogger _logger = loggers.CreateLogger("ShopifySimulator");

    public ISchema Schema => schema;

    /// <summary>Validates, and pays with the reading's points.</summary>
    public Task<ExecutionResult> ExecuteAsync(
        string query, string? operationName, Inputs? variables, Reading reading, CancellationToken cancellationToken) =>
        Executer.ExecuteAsync(Options(reading, options =>
        {
            options.Query = query;
            options.OperationName = operationName;
            options.Variables = variables;
            options.ValidationRules = Rules;
        }, cancellationToken));

    /// <summary>Runs what has been validated before.</summary>
    public Task<ExecutionResult> ExecuteAsync(GraphQLDocument validated, Reading reading, CancellationToken cancellationToken) =>
        Executer.ExecuteAsync(Options(reading, options =>
        {
            options.Document = validated;
            options.ValidationRules = [];
        }, cancellationToken));

    /// <returns>Nothing if it is valid, by GraphQL's rules.</returns>
    public async Task<IReadOnlyList<ExecutionError>> ValidateAsync(
        GraphQLDocument document, GraphQLOperationDefinition operation, CancellationToken cancellationToken)
    {
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = schema,
            Document = document,
            Operation = operation,
            Variables = Inputs.Empty,
            CancellationToken = cancellationToken,
        });
        return [.. result.Errors];
    }

    private ExecutionOptions Options(Reading reading, Action<ExecutionOptions> set, CancellationToken cancellationToken)
    {
        var options = new ExecutionOptions
        {
            Schema = schema,
            UserContext = reading,
            CancellationToken = cancellationToken,
            UnhandledExceptionDelegate = context =>
            {
                Log.ResolverFailed(_logger, context.OriginalException);
                context.ErrorMessage = "Internal error. Looks like something went wrong on our end.";
                return Task.CompletedTask;
            },
        };
        set(options);
        return options;
    }
}
