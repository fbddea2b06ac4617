using System.Globalization;
using System.Text.RegularExpressions;

namespace InventorySync.Tests.Infra;

/// <summary>Reads what a query of infra/queries names, and says which of it nobody emits: such a query would be silent for ever.</summary>
internal static partial class QueryNames
{
    /// <summary>Columns that Azure Monitor itself puts into Properties of a line.</summary>
    private const string EventId = "EventId";

    /// <returns>What is wrong, a line each; none if the query only names what is there.</returns>
    /// <param name="values">The values of a metric's tag, where the query compares it: by "metric tag".</param>
    public static IReadOnlyList<string> FindUnknown(
        string query, EmittedNames emitted, IReadOnlyDictionary<string, IReadOnlySet<string>> values)
    {
        return query.Split('\n')[0].Trim() switch
        {
            "AppMetrics" => [.. OfMetrics(query, emitted, values)],
            "AppTraces" => [.. OfTraces(query, emitted)],
            "AppRequests" => [.. OfRequests(query, emitted)],
            var table => [$"{table} is no table that this app fills"],
        };
    }

    private static IEnumerable<string> OfMetrics(
        string query, EmittedNames emitted, IReadOnlyDictionary<string, IReadOnlySet<string>> values)
    {
        string[] metrics = [.. Metric().Matches(query).Select(match => match.Groups["name"].Value)];
        if (metrics.Length == 0) yield return "it names no metric";
        foreach (var metric in metrics)
        {
            if (!emitted.TagsByMetric.TryGetValue(metric, out var tags))
            {
                yield return $"there is no metric {metric}";
                continue;
            }

            foreach (var tag in Properties(query).Where(tag => !tags.Contains(tag))) yield return $"{metric} has no tag {tag}";
            foreach (Match compared in Compared().Matches(query))
            {
                var (tag, value) = (compared.Groups["tag"].Value, compared.Groups["value"].Value);
                if (!values.TryGetValue($"{metric} {tag}", out var known) || !known.Contains(value))
                    yield return $"the tag {tag} of {metric} is never {value}";
            }
        }
    }

    private static IEnumerable<string> OfTraces(string query, EmittedNames emitted)
    {
        int[] events = [.. Events().Matches(query)
            .SelectMany(match => Number().Matches(match.Groups["ids"].Value))
            .Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))];
        if (events.Length == 0) yield return "it names no event";
        foreach (var id in events.Where(id => !emitted.FieldsByEvent.ContainsKey(id))) yield return $"there is no event {id}";
        var fields =
            events.Where(emitted.FieldsByEvent.ContainsKey).SelectMany(id => emitted.FieldsByEvent[id]).ToHashSet(StringComparer.Ordinal);
        foreach (var field in Properties(query).Where(field => field != EventId && !fields.Contains(field)))
            yield return $"no event of these has the field {field}";
    }

    private static IEnumerable<string> OfRequests(string query, EmittedNames emitted)
    {
        string[] functions = [.. Operations().Matches(query)
            .SelectMany(match => Text().Matches(match.Groups["names"].Value))
            .Select(match => match.Groups["text"].Value)];
        if (functions.Length == 0) yield return "it names no function";
        foreach (var function in functions.Where(function => !emitted.Functions.Contains(function)))
            yield return $"there is no function {function}";
    }

    private static IEnumerable<string> Properties(string query) =>
        Property().Matches(query).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"\bName == '(?<name>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();

    [GeneratedRegex(@"\bProperties\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Property();

    [GeneratedRegex(
        @"tostring\(Properties\.(?<tag>\w+)\) == '(?<value>[^']*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Compared();

    [GeneratedRegex(
        @"toint\(Properties\.EventId\) (in \((?<ids>[^)]*)\)|== (?<ids>\d+))", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Events();

    [GeneratedRegex(@"\bOperationName in \((?<names>[^)]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Operations();

    [GeneratedRegex("'(?<text>[^']*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Text();

    [GeneratedRegex(@"\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
