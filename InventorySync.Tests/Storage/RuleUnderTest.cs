using System.Data.Common;
using System.Globalization;
using InventorySync.Inventory;

namespace InventorySync.Tests.Storage;

/// <summary>A store's own words for the rule, which its full sync asks in whole tables.</summary>
/// <param name="read">A query that decides of @heldUpdatedAt, @heldSeenAt, @updatedAt, @seenAt and @sign.</param>
/// <param name="presence">One that decides of @heldIsPresent, @heldSeenAt, @isPresent and @seenAt.</param>
/// <param name="location">One that decides of @heldState, @heldSeenAt, @state and @seenAt.</param>
public sealed class RuleUnderTest(DbConnection connection, string read, string presence, string location) : IAsyncDisposable
{
    public Task<IReadOnlyList<Outcome>> DecideReadsAsync(
        IEnumerable<(UnixTime? HeldUpdatedAt, UnixTime? HeldSeenAt, UnixTime UpdatedAt, UnixTime SeenAt, int Sign)> cases) =>
        DecideAsync(read, cases.Select(row => (IReadOnlyList<(string, object?)>)
        [
            ("@heldUpdatedAt", row.HeldUpdatedAt?.Nanoseconds), ("@heldSeenAt", row.HeldSeenAt?.Nanoseconds),
            ("@updatedAt", row.UpdatedAt.Nanoseconds), ("@seenAt", row.SeenAt.Nanoseconds), ("@sign", row.Sign),
        ]));

    public Task<IReadOnlyList<Outcome>> DecidePresencesAsync(IEnumerable<(Presence Held, Presence Read)> cases) =>
        DecideAsync(presence, cases.Select(row => (IReadOnlyList<(string, object?)>)
        [
            ("@heldIsPresent", row.Held.IsPresent), ("@heldSeenAt", row.Held.SeenAt.Nanoseconds),
            ("@isPresent", row.Read.IsPresent), ("@seenAt", row.Read.SeenAt.Nanoseconds),
        ]));

    public Task<IReadOnlyList<Outcome>> DecideLocationsAsync(
        IEnumerable<(LocationState HeldState, UnixTime HeldSeenAt, LocationState State, UnixTime SeenAt)> cases) =>
        DecideAsync(location, cases.Select(row => (IReadOnlyList<(string, object?)>)
        [
            ("@heldState", (int)row.HeldState), ("@heldSeenAt", row.HeldSeenAt.Nanoseconds), ("@state", (int)row.State),
            ("@seenAt", row.SeenAt.Nanoseconds),
        ]));

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<IReadOnlyList<Outcome>> DecideAsync(string sql, IEnumerable<IReadOnlyList<(string Name, object? Value)>> cases)
    {
        List<Outcome> decided = [];
        foreach (var values in cases)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a test's own text
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                if (value is null) parameter.DbType = System.Data.DbType.Int64;
                command.Parameters.Add(parameter);
            }

            decided.Add((Outcome)Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture));
        }

        return decided;
    }
}
