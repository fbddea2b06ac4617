namespace InventorySync.Cli;

/// <summary>The texts of this tool's own .sql files.</summary>
internal static class CliSql
{
    /// <param name="name">Folder and name by a dot, such as "Run.ReadSkus".</param>
    public static string Text(string name)
    {
        using var stream = typeof(CliSql).Assembly.GetManifestResourceStream($"{typeof(CliSql).Namespace}.{name}.sql")
            ?? throw new InvalidOperationException($"The build has not embedded {name}.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
