using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Schema;

public sealed class SchemaScriptsTests
{
    private const string View = "CREATE VIEW V AS\nSELECT 'a  b -- c' AS A -- the shop's\nFROM T;\n";

    /// <summary>Between migrate and deploy the older app's instances still start.</summary>
    [Theory]
    [InlineData("CREATE VIEW V AS\nSELECT 'a  b -- c' AS A -- the store's own\nFROM T;\n")]
    [InlineData("CREATE VIEW V AS\n    SELECT 'a  b -- c' AS A\n\n    FROM T;")]
    [InlineData("/* it's a view */\nCREATE VIEW V AS SELECT 'a  b -- c' AS A FROM T;")]
    [InlineData("-- It's a view.\n-- \"One\" more.\nCREATE VIEW /* and */ V AS SELECT 'a  b -- c' AS A FROM T;")]
    public void Other_comments_and_other_white_space_are_the_same_logic(string text) =>
        Assert.Equal(SchemaScripts.NameOf(View), SchemaScripts.NameOf(text));

    [Theory]
    [InlineData("CREATE VIEW V AS\nSELECT 'a b -- c' AS A -- the shop's\nFROM T;\n")]
    [InlineData("CREATE VIEW V AS\nSELECT 'a  b -- d' AS A -- the shop's\nFROM T;\n")]
    [InlineData("CREATE VIEW V AS\nSELECT 'a  b -- c' AS B -- the shop's\nFROM T;\n")]
    [InlineData("CREATE VIEW V AS\nSELECT 'a  b -- c''' AS A -- the shop's\nFROM T;\n")]
    [InlineData("CREATE VIEW V AS\nSELECT 'a  b -- c' AS A -- the shop's FROM T;\n")]
    public void Other_code_and_another_text_between_quotes_are_another_logic(string text) =>
        Assert.NotEqual(SchemaScripts.NameOf(View), SchemaScripts.NameOf(text));

    [Theory]
    [InlineData("SET @x = f( @a , 'b' ) ;")]
    [InlineData("SET @x=f(@a,'b');")]
    [InlineData("SET @x = f(@a /* the (first) one */, 'b');")]
    [InlineData("SET @x =\n    f -- the shop's, (and = no other's)\n    (\n        @a,\n        'b'\n    );\n")]
    public void White_space_and_comments_beside_a_bracket_a_comma_or_a_sign_are_the_same_logic(string text) =>
        Assert.Equal(SchemaScripts.NameOf("SET @x = f(@a, 'b');"), SchemaScripts.NameOf(text));

    [Theory]
    [InlineData("SET @x = f(@a, 'b' );", "SET @x = f(@a, ' b');")]
    [InlineData("SELECT 'a , b';", "SELECT 'a,b';")]
    [InlineData("SELECT a /* x */ b /* y */ (c);", "SELECT a(c);")]
    [InlineData("SELECT a b -- x\n(c);", "SELECT a b(d);")]
    public void What_stands_between_two_comments_or_in_a_text_is_kept(string text, string other) =>
        Assert.NotEqual(SchemaScripts.NameOf(other), SchemaScripts.NameOf(text));

    /// <summary>T-SQL knows a comment within a comment, and the name of the logic does not.</summary>
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void No_comment_lies_within_another(string engine)
    {
        Assert.True(HasNested("/* a /* shop's */ b */"));
        Assert.False(HasNested("/* a */ /* b */"));
        Assert.False(HasNested(new SchemaScripts(engine).LogicText));

        static bool HasNested(string text) => text.Split("*/").Any(before => before.Split("/*").Length > 2);
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void A_database_from_before_the_first_release_is_told_to_start_again(string engine)
    {
        var refusal = new SchemaScripts(engine).RefuseUnknown(["0001-tables.sql", "0002-views.sql", "0060-trust.sql"]);

        Assert.Contains("before the first release of this app (it has 0002-views.sql, 0060-trust.sql)", refusal, StringComparison.Ordinal);
        Assert.Contains("dotnet dev.cs run --fresh", refusal, StringComparison.Ordinal);
    }
}
