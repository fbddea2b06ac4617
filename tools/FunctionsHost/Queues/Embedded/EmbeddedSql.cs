namespace FunctionsHost.Queues.Embedded;

/// <summary>The statements beside this file, which the build embeds.</summary>
internal static class EmbeddedSql
{
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedSql).Assembly.GetManifestResourceStream($"{typeof(EmbeddedSql).Namespace}.{name}.sql")
            ?? throw new InvalidOperationException($"The build has not embedded {name}.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
