using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>What Babelfish 4 does not know.</summary>
internal static class Babelfish
{
    /// <summary>
    /// It has no CREATE OR ALTER, so each object is dropped and made: what uses another one first, which the files have last. Nor does it
    /// know all rights, so the logic goes without them.
    /// </summary>
    public static string DropAndCreate(string text)
    {
        if (!text.Contains("CREATE OR ALTER", StringComparison.Ordinal)) return text;
        var objects =
            SqlFiles.Parse(text).Batches.SelectMany(batch => batch.Statements).Where(statement => Drop(statement) is not null).ToList();
        var made = objects.Select(statement => text.Substring(statement.StartOffset, statement.FragmentLength))
            .Select(each => each.Replace("CREATE OR ALTER", "CREATE", StringComparison.Ordinal));
        return string.Join("\nGO\n", [.. objects.Select(Drop).Reverse(), .. made, ""]);
    }

    private static string? Drop(TSqlStatement statement) => statement switch
    {
        CreateOrAlterViewStatement view => $"DROP VIEW IF EXISTS {NameOf(view.SchemaObjectName)};",
        CreateOrAlterFunctionStatement function => $"DROP FUNCTION IF EXISTS {NameOf(function.Name)};",
        CreateOrAlterProcedureStatement procedure => $"DROP PROCEDURE IF EXISTS {NameOf(procedure.ProcedureReference.Name)};",
        _ => null, // rights
    };

    private static string NameOf(SchemaObjectName name) => $"[{name.SchemaIdentifier.Value}].[{name.BaseIdentifier.Value}]";
}
