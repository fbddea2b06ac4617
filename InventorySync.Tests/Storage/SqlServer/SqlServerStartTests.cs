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
        string operation, bool binds, bool includesLocations)
    {
        var calls = new StoreCalls();

        await calls.RunAsync(operation);

        Assert.NotEmpty(calls.Sent);
        Assert.Equal(binds, Sent("BindDatabase"));
        Assert.Equal(includesLocations, Sent("IncludeLocations"));
        Assert.Equal(
            includesLocations, calls.Sent.Any(command => command.CommandText.Contains("InventorySync:apply", StringComparison.Ordinal)));

        bool Sent(string name) => calls.Sent.Any(command => command.CommandText == SqlFiles.Statement(name).Text);
    }
}
