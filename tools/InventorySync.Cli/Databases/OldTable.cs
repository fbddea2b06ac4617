namespace InventorySync.Cli.Databases;

/// <summary>A table or view of before, by names that may be put into a statement's text.</summary>
internal sealed record OldTable(string Schema, string Name)
{
    /// <returns>Null where it is not two identifiers.</returns>
    public static OldTable? Parse(string? text)
    {
        string[] parts = [.. (text ?? "").Split('.').Select(part => part.Trim().TrimStart('[').TrimEnd(']'))];
        return parts.Length == 2 && parts.All(DatabaseOptions.IsIdentifier) ? new OldTable(parts[0], parts[1]) : null;
    }
}
