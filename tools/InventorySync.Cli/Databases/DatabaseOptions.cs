using System.CommandLine;
using System.Text.RegularExpressions;

namespace InventorySync.Cli.Databases;

/// <summary>The options that every verb about a SQL Server database has.</summary>
internal static partial class DatabaseOptions
{
    /// <summary>Where a connection string is looked for that no option gives: as the app itself is told.</summary>
    private const string ConnectionVariable = "ConnectionStrings__Inventory";

    private const string SchemaVariable = "InventorySync__Schema";

    public static Option<string> Connection() => new("--connection")
    {
        Description = $"Of the database, such as \"Server=...;Database=...\"; by default what the environment's {ConnectionVariable} says.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(ConnectionVariable) ?? "",
        Validators = { result => { if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>())) result.AddError(
            $"Say --connection \"...\", or set {ConnectionVariable}."); } },
    };

    public static Option<string> Schema()
    {
        var option = new Option<string>("--schema")
        {
            Description = $"The schema of this app's tables; by default what the environment's {SchemaVariable} says, or dbo.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(SchemaVariable) is { Length: > 0 } schema ? schema : "dbo",
        };
        option.Validators.Add(result =>
        {
            if (!IsIdentifier(result.GetValueOrDefault<string>()))
                result.AddError("--schema takes letters, digits and underscores, no digit first.");
        });
        return option;
    }

    /// <summary>A name that may be put into a statement's text: letters, digits and underscores, no digit first, 128 at most.</summary>
    public static bool IsIdentifier(string? name) => name is not null && Identifier().IsMatch(name);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();
}
