using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using InventorySync.Tests.Support;
using Microsoft.Data.SqlClient;

namespace InventorySync.Tests.Storage.SqlServer;

public sealed class SqlServerFaultsTests
{
    private static readonly SqlConnectionStringBuilder Connection = new(
        "Server=tcp:shop.database.windows.net;Database=inventory;User ID=app;Password=secret");

    [Theory]
    [InlineData(1205)] // deadlock
    [InlineData(-2)] // the client's time-out
    [InlineData(20)]
    [InlineData(64)]
    [InlineData(10053)]
    [InlineData(10054)]
    [InlineData(10936)]
    [InlineData(40613)]
    [InlineData(51205)] // this store's own
    public void What_passes_by_itself_is_tried_again(int number) => Assert.True(SqlServerFaults.IsTransient(number));

    [Theory]
    [InlineData(4060)] // a wrong database name, which the client's own list takes for transient
    [InlineData(18456)] // a wrong password
    [InlineData(229)] // a missing permission
    [InlineData(208)] // a missing table
    [InlineData(1222)] // LOCK_TIMEOUT: the replacement has a way of its own
    [InlineData(2627)] // a violated key
    [InlineData(51210)] // a lost lease
    public void What_would_fail_again_is_not_tried_again(int number) => Assert.False(SqlServerFaults.IsTransient(number));

    /// <summary>Overflows, conversions, lengths, constraints.</summary>
    [Theory]
    [InlineData(220)]
    [InlineData(232)]
    [InlineData(244)]
    [InlineData(248)]
    [InlineData(245)]
    [InlineData(511)]
    [InlineData(515)]
    [InlineData(547)]
    [InlineData(1946)]
    [InlineData(2601)]
    [InlineData(2627)]
    [InlineData(2628)]
    [InlineData(8114)]
    [InlineData(8115)]
    [InlineData(8152)]
    public void What_a_row_does_not_take_is_the_fault_of_one_change(int number)
    {
        Assert.True(SqlServerFaults.IsRefused(number));
        Assert.False(SqlServerFaults.IsTransient(number));
    }

    [Theory]
    [InlineData(229)] // a missing permission
    [InlineData(208)] // a missing table
    [InlineData(1105)] // a full disk
    [InlineData(9002)] // a full log
    [InlineData(1205)]
    [InlineData(51205)]
    public void What_would_fail_every_change_alike_is_the_fault_of_none(int number) => Assert.False(SqlServerFaults.IsRefused(number));

    [Theory]
    [InlineData(4060, "has no database inventory")]
    [InlineData(18456, "refused the login of app")]
    [InlineData(40615, "firewall")]
    [InlineData(229, "permission is missing")]
    [InlineData(53, "cannot be reached")]
    [InlineData(10061, "cannot be reached")]
    [InlineData(-2146893019, "certificate")]
    [InlineData(208, "Run the verb migrate")]
    [InlineData(4711, "The server says this. (error 4711)")]
    public void What_a_person_can_mend_is_said_in_one_line_without_the_password(int number, string expected)
    {
        var line = SqlServerFaults.Describe(number, "The server says this.\nAnd that.", Connection);

        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_stops_the_app_with_one_line()
    {
        var clock = new TestClock(DateTimeOffset.UnixEpoch) { MovesItself = true };
        var store = new SqlServerInventoryStore(
            "Server=127.0.0.1,1;Database=inventory;User ID=app;Password=secret;Connect Timeout=5;Encrypt=False", new SqlServerOptions(),
            clock, new Random(1));

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(
            () => store.PrepareAsync(new StoreBinding("shop.myshopify.com", [], TimeSpan.Zero), CancellationToken.None));

        Assert.StartsWith("The server 127.0.0.1,1 cannot be reached", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task What_is_no_connection_string_stops_the_app_with_one_line()
    {
        var store = new SqlServerInventoryStore("Data Source=x;Colour=green", new SqlServerOptions(), TimeProvider.System, new Random(1));

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(
            () => store.PrepareAsync(new StoreBinding("shop.myshopify.com", [], TimeSpan.Zero), CancellationToken.None));

        Assert.Contains("is no connection string of SQL Server", refused.Message, StringComparison.Ordinal);
    }
}
