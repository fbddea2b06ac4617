namespace InventorySync.Cli;

/// <summary>The texts of the .sql files that lie beside a class, and that the build embeds.</summary>
internal static class SqlFile
{
    public static string Read(Type beside, string name)
    {
        using var stream = beside.Assembly.GetManifestResourceStream(beside, $"{name}.sql")
            ?? throw new InvalidOperationException($"The build has not embedded {name}.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
