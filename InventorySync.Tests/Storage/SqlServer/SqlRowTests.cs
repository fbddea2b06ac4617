using InventorySync.Storage.SqlServer;
using InventorySync.Tests.Storage.Statements;
using Microsoft.Data.SqlClient;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>
/// What the store reads of the rows that its statements answer, without a server: one row for each set, with the columns that the text has.
/// </summary>
public sealed class SqlRowTests
{
    public static TheoryData<string> Operations => SqlParameterTests.Operations;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_reads_columns_that_its_statements_have(string operation)
    {
        var sessions = new AnsweringSessions();

        await StoreCalls.RunAsync(operation, sessions);

        Assert.NotEmpty(sessions.Asked);
    }

    /// <summary>They are what the verb `sku` asks, the facts before and after Shopify's answer: six round trips.</summary>
    [Theory]
    [InlineData("open", "ReadMigrations", "ReadIncludedLocations + ReadBinding")]
    [InlineData("SKU facts", "ReadSkuFacts")]
    [InlineData("read observations", "ReadObservations")]
    [InlineData(
        "status", "ReadRuns + ReadSyncHistory + ReadPause + ReadBacklogs + ReadLags + ReadLastSeen + ReadProbe")]
    public async Task A_question_is_asked_in_few_round_trips(string operation, params string[] roundTrips)
    {
        var sessions = new AnsweringSessions();

        await StoreCalls.RunAsync(operation, sessions);

        // Once with either way to empty the raw tables.
        Assert.Equal([.. roundTrips, .. roundTrips], sessions.Asked);
    }

    [Fact]
    public async Task A_column_that_a_statement_does_not_have_is_found()
    {
        await using var session = new AnsweringSession([]);

        var missing = await Assert.ThrowsAsync<InvalidOperationException>(
            () => session.FirstAsync("ReadLastSeen", row => row.Text("Nome")));

        Assert.Equal("ReadLastSeen has no column Nome.", missing.Message);
    }

    private sealed class AnsweringSessions() : SqlServerSessions(
        "Server=nowhere", SqlFiles.Parsed, TimeProvider.System, new Random(1))
    {
        public List<string> Asked { get; } = [];

        public override async Task<T> RunAsync<T>(
            TimeSpan timeout, Func<SqlServerSession, int, Task<T>> work, CancellationToken cancellationToken)
        {
            await using var session = new AnsweringSession(Asked);
            return await work(session, 1);
        }
    }

    private sealed class AnsweringSession(List<string> asked)
        : SqlServerSession(new SqlConnection(), SqlFiles.Parsed, TimeSpan.FromMinutes(1), CancellationToken.None)
    {
        public override Task BeginAsync() => Task.CompletedTask;

        public override Task CommitAsync() => Task.CompletedTask;

        public override Task RollBackAsync() => Task.CompletedTask;

        public override Task CopyAsync(string table, System.Data.Common.DbDataReader rows) => Task.CompletedTask;

        public override async Task<T> QueryAsync<T>(SqlServerStatement statement, SqlCommand command, Func<SqlServerAnswer, Task<T>> read)
        {
            asked.Add(statement.Name);
            await using var rows = new SampleRows(SqlServerColumns.Of(statement.Text));
            return await read(new SqlServerAnswer(statement, rows, CancellationToken.None));
        }
    }
}
