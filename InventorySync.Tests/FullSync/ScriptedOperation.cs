namespace InventorySync.Tests.FullSync;

/// <summary>A bulk operation of the scripted shop.</summary>
/// <param name="Statuses">What it is at each asking, the last one again and again.</param>
internal sealed record ScriptedOperation(string Id, DateTimeOffset CreatedAt, string Query, Queue<string> Statuses)
{
    public string? ErrorCode { get; init; }

    public long ObjectCount { get; init; }

    public long RootObjectCount { get; init; }

    public long? FileSize { get; init; }

    public string? Url { get; init; }

    /// <summary>As GraphQL shows it now; asking moves it on.</summary>
    public string Ask()
    {
        var status = Statuses.Count > 1 ? Statuses.Dequeue() : Statuses.Peek();
        var isDone = status == "COMPLETED";
        return $$"""
            {
              "id": "{{Id}}", "status": "{{status}}", "errorCode": {{Text(ErrorCode)}},
              "createdAt": "{{CreatedAt:yyyy-MM-dd'T'HH:mm:ss}}Z",
              "objectCount": "{{ObjectCount}}", "rootObjectCount": "{{RootObjectCount}}",
              "fileSize": {{(isDone && FileSize is { } size ? $"\"{size}\"" : "null")}}, "url": {{Text(isDone ? Url : null)}},
              "query": {{Text(Query)}}
            }
            """;
    }

    private static string Text(string? value) => value is null ? "null" : System.Text.Json.JsonSerializer.Serialize(value);
}
