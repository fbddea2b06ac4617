namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>What a start sends: binding takes the lock that every webhook takes.</summary>
public sealed class SqlServerStartTests
{
    [Theory]
    [InlineData("prepare", true)] // other settings than those of the database
    [InlineData("prepare again", false)] // the same
    [InlineData("open", false)]
    public async Task The_database_is_bound_only_by_an_app_that_starts_with_other_settings(string operation, bool binds)
    {
        var calls = new StoreCalls();

        await calls.RunAsync(operation);

        Assert.NotEmpty(calls.Sent);
        var text = SqlFiles.Statement("BindDatabase").Text;
        Assert.Equal(binds, calls.Sent.Any(command => command.CommandText == text));
    }
}
