namespace Benchmarks.Measuring;

/// <summary>docs/performance.md: what stands between its two marks is the last table, and everything else is written by hand.</summary>
internal static class PerformancePage
{
    private const string Begin = "<!-- written by `dotnet dev.cs bench --write` -->";
    private const string End = "<!-- end -->";

    /// <exception cref="InvalidDataException">The page has lost a mark.</exception>
    public static string Replace(string page, string table)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidDataException($"The page must have the marks \"{Begin}\" and \"{End}\", in this order.");
        return $"{page[..(begin + Begin.Length)]}\n\n{table}\n{page[end..]}";
    }
}
