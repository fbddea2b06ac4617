namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>What a start sends: other locations take the lock that every webhook takes.</summary>
public sealed class SqlServerStartTests
{
    [Theory]
    [InlineData("prepare", true, true)] // other settings than those of the database
    [InlineData("prepare with other stock", true, false)]
    [InlineData("prepare again", false, false)] // the same
    [InlineData("open", false, false)]
    public async Task The_database_is_bound_only_by_an_app_that_starts_with_other_settings(
        string operation, bool binds, bool takesLock)
    {
        var calls = new StoreCalls();

        await calls.RunAsync(operation);

        Assert.NotEmpty(calls.Sent);
        var sent = calls.Sent.Where(command => command.CommandText.Contains("InventorySync:apply", StringComparison.Ordinal)).ToList();
        Assert.Equal(binds, sent.Count > 0);
        Assert.All(sent, command => Assert.Equal(SqlFiles.Statement("BindDatabase").Text, command.CommandText));
        Assert.All(sent, command => Assert.Equal(takesLock, command.Parameters["@hasOtherLocations"].Value));
    }
}
