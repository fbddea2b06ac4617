using System.Text;

namespace Benchmarks.Measuring;

/// <summary>The figures as a table that a console shows as well as a page.</summary>
internal static class MarkdownTable
{
    private static readonly string[] Header = ["figure", "ours", "baseline", "ratio", "to reach", ""];

    public static string Of(IReadOnlyList<Figure> figures)
    {
        string[][] rows = [Header, .. figures.Select(RowOf)];
        int[] widths = [.. Enumerable.Range(0, Header.Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        Append(rows[0]);
        Append([.. widths.Select(width => new string('-', width))]);
        foreach (var row in rows.Skip(1)) Append(row);
        return text.ToString();

        void Append(string[] row) =>
            text.Append("| ").AppendJoin(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))).Append(" |\n");
    }

    private static string[] RowOf(Figure figure) =>
        [figure.Name, figure.Ours, figure.Baseline, figure.Ratio, figure.ToReach, figure.Verdict];
}
