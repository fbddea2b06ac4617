using Microsoft.Data.SqlClient;

namespace Benchmarks.Samples;

/// <summary>The floor under an applied change on SQL Server: the same row written by its key, in a transaction of its own.</summary>
internal sealed class BareServer(string connectionString)
{
    private const string Upsert = """
        SET NOCOUNT ON;
        UPDATE dbo.InventoryLevel
        SET Available = @available, AvailableUpdatedAt = @at, AvailableSeenAt = @at, AvailableObservedBy = 0, IsConnected = 1,
            PresenceSeenAt = @at
        WHERE InventoryItemId = @inventoryItemId AND LocationId = @locationId;
        IF @@ROWCOUNT = 0
            INSERT INTO dbo.InventoryLevel
                (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected,
                 PresenceSeenAt)
            VALUES (@inventoryItemId, @locationId, @available, @at, @at, 0, 1, @at);
        """;

    public async Task UpsertAsync(LevelRow row)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(Upsert, connection);
        command.Parameters.AddWithValue("@inventoryItemId", row.InventoryItemId);
        command.Parameters.AddWithValue("@locationId", row.LocationId);
        command.Parameters.AddWithValue("@available", row.Available);
        command.Parameters.AddWithValue("@at", row.At.Nanoseconds);
        await command.ExecuteNonQueryAsync();
    }
}
