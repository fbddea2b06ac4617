using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQL.Validation.Errors;
using ShopifySimulator.Api.Cost;

namespace ShopifySimulator.Api;

/// <summary>Errors under the codes that Shopify gives them; the texts are this server's own.</summary>
internal sealed class ErrorCodes : ErrorInfoProvider
{
    public override ErrorInfo GetInfo(ExecutionError executionError)
    {
        var extensions = new Dictionary<string, object?>(executionError.Extensions ?? [], StringComparer.Ordinal);
        if (CodeOf(executionError) is { } code) extensions["code"] = code;
        return new ErrorInfo { Message = executionError.Message, Extensions = extensions.Count > 0 ? extensions : null };
    }

    private static string? CodeOf(ExecutionError error) => error switch
    {
        ThrottledError => "THROTTLED",
        FieldsOnCorrectTypeError => "undefinedField",
        KnownArgumentNamesError => "argumentNotAccepted",
        KnownTypeNamesError => "undefinedType",
        ProvidedNonNullArgumentsError => "missingRequiredArguments",
        ScalarLeafsError => "selectionMismatch",
        ArgumentsOfCorrectTypeError => "argumentLiteralsIncompatible",
        NoUndefinedVariablesError => "variableNotDefined",
        NoUnusedVariablesError => "variableNotUsed",
        VariablesInAllowedPositionError => "variableMismatch",
        InvalidVariableError => "INVALID_VARIABLE",
        UnhandledError => "INTERNAL_SERVER_ERROR",
        _ => error.Code,
    };
}
