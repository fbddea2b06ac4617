using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InventorySync.Tests.Storage.SqlServer;

public sealed partial class SqlServerMigrationsTests
{
    [Fact]
    public void The_tables_that_are_looked_for_are_those_that_the_migrations_make()
    {
        var made = new Tables();
        foreach (var name in SqlFiles.Migrations) SqlFiles.Parse(SqlFiles.All[name + ".sql"]).Accept(made);

        Assert.Equal(made.Found.Keys.Order(StringComparer.Ordinal), TakenNames.OwnTables.Keys.Order(StringComparer.Ordinal));
        foreach (var (table, columns) in made.Found) Assert.Equal(columns, TakenNames.OwnTables[table]);
    }

    [Fact]
    public void A_table_of_somebody_else_is_named_with_the_columns_that_it_lacks()
    {
        var refusal = TakenNames.Describe(
            "dbo", [("Sku", "VariantId"), ("Sku", "SKU"), ("Orders", "Id"), ("RawSkusFromShopify", "Id")], applied: [])!;

        Assert.Contains(
            "dbo.Sku exists already and is not this app's: it lacks the columns ProductId, InventoryItemId, Barcode, Title", refusal,
            StringComparison.Ordinal);
        Assert.Contains("dbo.RawSkusFromShopify exists already", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("Orders", refusal, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    [Fact]
    public void Tables_of_other_names_are_in_nobodys_way() =>
        Assert.Null(TakenNames.Describe("dbo", [("Orders", "Id"), ("SkuHistory", "Sku")], []));

    /// <summary>A later version may add a table, view or procedure whose name another program has taken meanwhile.</summary>
    [Fact]
    public void After_the_first_migration_only_names_that_no_migration_has_made_are_in_the_way()
    {
        string[] applied = ["0001-tables.sql", SchemaScripts.LogicPrefix + "0123", SchemaScripts.ObjectPrefix + "Sku"];

        var refusal = TakenNames.Describe("dbo", [("Sku", "VariantId"), ("SkuLive", "Id"), ("TakeLock", "")], applied);

        Assert.StartsWith(
            "dbo.SkuLive exists already, and migrate did not make it; dbo.TakeLock exists already, and migrate did not make it. ", refusal,
            StringComparison.Ordinal);
    }

    /// <summary>Its journal does not name the objects that it has made, so they look like another program's.</summary>
    [Fact]
    public void A_database_from_before_the_first_release_is_not_told_that_its_own_tables_are_anothers()
    {
        var refusal = TakenNames.Describe(
            "dbo", [("Sku", "VariantId"), ("SkuLive", "VariantId")], ["0001-tables.sql", SchemaScripts.LogicPrefix + "0123"])!;

        Assert.Contains("before the first release of this app", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("exists already", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    [Fact]
    public void A_database_that_lacks_a_migration_is_refused_with_what_to_do()
    {
        var scripts = SqlServerMigrations.Scripts;
        Assert.Null(SqlServerMigrations.Judge(scripts.All, "dbo"));
        Assert.Contains("has no tables of this app", SqlServerMigrations.Judge([], "dbo"), StringComparison.Ordinal);
        var older = SqlServerMigrations.Judge([.. scripts.All.Except([scripts.Newest])], "inventory");
        Assert.Contains(scripts.Newest, older, StringComparison.Ordinal);
        Assert.Contains("migrate --connection \"...\" --schema inventory", older, StringComparison.Ordinal);
        Assert.Contains("newer version", SqlServerMigrations.Judge([.. scripts.All, "9999-later.sql"], "dbo"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_with_the_logic_of_another_version_is_refused_with_what_to_do()
    {
        var scripts = SqlServerMigrations.Scripts;
        var other = SqlServerMigrations.Judge([.. scripts.Versions, SchemaScripts.LogicPrefix + "0123456789abcdef"], "inventory");

        Assert.Contains($"it lacks {scripts.Logic}", other, StringComparison.Ordinal);
        Assert.Contains("may be older or newer than this app's", other, StringComparison.Ordinal);
        Assert.Contains("If they are newer, deploy the newer app: migrating with this version would", other, StringComparison.Ordinal);
        Assert.Contains("migrate --connection \"...\" --schema inventory", other, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", other, StringComparison.Ordinal);
    }

    /// <summary>CREATE OR ALTER would put this app's in the place of somebody else's.</summary>
    [Fact]
    public void Every_view_function_and_procedure_is_looked_for_before_the_first_migration()
    {
        Assert.Equal(
            SqlFiles.Left().Select(made => SqlFiles.Parse(made.Text).Batches[0].Statements[0]).Select(NameOf).OfType<string>().Order(
                StringComparer.Ordinal),
            TakenNames.OwnLogic.Order(StringComparer.Ordinal));
        Assert.Contains("dbo.TakeLock exists already", TakenNames.Describe("dbo", [("TakeLock", "")], []), StringComparison.Ordinal);

        static string? NameOf(TSqlStatement statement) => statement switch
        {
            CreateViewStatement view => view.SchemaObjectName.BaseIdentifier.Value,
            CreateFunctionStatement function => function.Name.BaseIdentifier.Value,
            CreateProcedureStatement procedure => procedure.ProcedureReference.Name.BaseIdentifier.Value,
            _ => null,
        };
    }

    [Theory]
    [InlineData("dbo", true)]
    [InlineData("Inventory_2", true)]
    [InlineData("", false)]
    [InlineData("2nd", false)]
    [InlineData("dbo]", false)]
    [InlineData("a b", false)]
    [InlineData("x;DROP TABLE Sku", false)]
    [InlineData("$schema$", false)]
    public void A_schema_is_an_identifier_and_nothing_else(string schema, bool expected)
    {
        var options = new SqlServerOptions { Schema = schema };

        Assert.Equal(
            expected,
            schema.Length > 0 && Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true));
    }

    [Fact]
    public void The_limits_of_texts_are_the_lengths_of_the_columns()
    {
        var made = new Tables();
        foreach (var name in SqlFiles.Migrations) SqlFiles.Parse(SqlFiles.All[name + ".sql"]).Accept(made);

        Assert.Equal(
            (
                Normal.ShortLength, Normal.ShortLength, Normal.TitleLength, Normal.TitleLength, Normal.TitleLength, Normal.StatusLength,
                Normal.StatusLength, Normal.LocationLength),
            (
                made.Lengths[("Sku", "Sku")], made.Lengths[("Sku", "Barcode")], made.Lengths[("Sku", "Title")],
                made.Lengths[("Sku", "ProductTitle")], made.Lengths[("Product", "Title")], made.Lengths[("Sku", "ProductStatus")],
                made.Lengths[("Product", "Status")], made.Lengths[("Location", "Name")]));
    }

    /// <summary>
    /// A full sync's last transaction takes up to 20 seconds, and a command that runs out of time does not say which lock it was.
    /// </summary>
    [Fact]
    public void A_lock_is_waited_for_longer_than_a_full_sync_holds_it_and_shorter_than_a_command_may_take()
    {
        var waits = LockTimeout().Matches(SqlServerMigrations.Scripts.LogicText)
            .Select(match => TimeSpan.FromMilliseconds(int.Parse(match.Groups["wait"].Value, CultureInfo.InvariantCulture)));

        Assert.InRange(Assert.Single(waits), TimeSpan.FromSeconds(21), new SqlServerOptions().CommandTimeout - TimeSpan.FromSeconds(1));
    }

    /// <summary>They are written in Logic/1-rule.sql.</summary>
    [Fact]
    public void The_rules_functions_number_outcomes_as_the_code_does() => Assert.Equal(
        [(Outcome.Applied, 0), (Outcome.Repeat, 1), (Outcome.Superseded, 2), (Outcome.ConflictApplied, 3), (Outcome.ConflictKept, 4)],
        Enum.GetValues<Outcome>().Select(outcome => (outcome, (int)outcome)));

    [GeneratedRegex(@"@LockTimeout = (?<wait>-?\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LockTimeout();

    private sealed class Tables : TSqlFragmentVisitor
    {
        public Dictionary<string, IReadOnlyList<string>> Found { get; } = new(StringComparer.Ordinal);

        public Dictionary<(string Table, string Column), int> Lengths { get; } = [];

        public override void Visit(CreateTableStatement node)
        {
            var name = node.SchemaObjectName.BaseIdentifier.Value;
            Found.Add(name, [.. node.Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value)]);
            foreach (var column in node.Definition.ColumnDefinitions)
            {
                if (column.DataType
                    is SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.NVarChar, Parameters: [IntegerLiteral length] })
                    Lengths.Add(
                        (name, column.ColumnIdentifier.Value), int.Parse(length.Value, CultureInfo.InvariantCulture));
            }
        }
    }
}
