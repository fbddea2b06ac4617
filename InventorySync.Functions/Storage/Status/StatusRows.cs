namespace InventorySync.Storage;

/// <summary>The rows that status is judged by, as both stores' statements answer them.</summary>
internal static class StatusRows
{
    public static (Backlog Failed, Backlog LookUps) Backlogs(Row row) => (
        new Backlog(row.Long("Failed"), row.TimeOrNull("FailedSince"), row.Int("FailedTries")),
        new Backlog(row.Long("LookUps"), row.TimeOrNull("LookUpsSince"), row.Int("LookUpTries")));

    public static LagCount Lag(Row row) => new(Minute: 0, row.Numbered<LagStage>("Stage"), row.Int("Bucket"), row.Long("Messages"));

    public static LastSeen LastSeen(Row row) => new(row.Text("Name"), row.Time("At"));
}
