using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Status;

/// <summary>
/// What GET api/status answers: docs/status.md describes each field. Fields are added, and never renamed or removed within a
/// <see cref="Version"/>.
/// </summary>
public sealed record StatusReport(
    int Version,
    DateTimeOffset At,
    HealthLevel Overall,
    IReadOnlyList<StatusReason> Reasons,
    string Shop,
    StatusVersions Versions,
    StatusPause? Pause,
    StatusFreshness Freshness,
    StatusLag Lag,
    IReadOnlyList<StatusQueueState>? Queues,
    StatusFullSync FullSync,
    StatusBacklog FailedChanges,
    StatusBacklog LookUps,
    StatusSubscriptions Subscriptions,
    IReadOnlyList<StatusSecret> WebhookSecrets,
    StatusProbe? Probe = null,
    StatusTrust? Trust = null)
{
    public const int CurrentVersion = 1;
}

/// <summary>Why the whole is not green.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Text">What it means and what to do, for people.</param>
public sealed record StatusReason(HealthLevel Level, string Code, string Text);

/// <summary>Of the app, of the database's schema, and of Shopify's API as it is asked for.</summary>
public sealed record StatusVersions(string App, string Schema, string ShopifyApi);

/// <summary>The pause in force.</summary>
public sealed record StatusPause(DateTimeOffset Since, string? Reason);

/// <summary>The three ages that health is judged by.</summary>
public sealed record StatusFreshness(
    DateTimeOffset? LastChangeAt, double? LastChangeAgeSeconds, DateTimeOffset? OldestMessageAt, double? OldestMessageAgeSeconds,
    DateTimeOffset? LastGoodFullSyncAt, double? LastGoodFullSyncAgeSeconds);

/// <summary>How long changes took, stage by stage; a percentile says "at most".</summary>
public sealed record StatusLag(int WindowMinutes, IReadOnlyList<StatusStage> Stages);

/// <summary>One stage of the way.</summary>
public sealed record StatusStage(string Stage, long Changes, double? P50Ms, double? P90Ms, double? P99Ms);

/// <summary>One queue.</summary>
public sealed record StatusQueueState(string Name, long Messages, DateTimeOffset? OldestAt, double? OldestAgeSeconds);

/// <summary>The full syncs.</summary>
public sealed record StatusFullSync(
    StatusRun? Last, StatusRun? LastGood, bool IsRunning, int FailuresSinceSuccess, EarlySyncReason? EarlyAskedFor,
    DateTimeOffset? OverdueAt);

/// <summary>One full sync.</summary>
public sealed record StatusRun(
    long Id, string State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long? Variants, long? Levels, long? SkusWritten,
    long? LevelsWritten, long? Drift, long? InFlight, string? Error);

/// <summary>Rows that wait.</summary>
public sealed record StatusBacklog(long Open, DateTimeOffset? Since, int MaxTries);

/// <summary>The webhook subscriptions, as the last check found them.</summary>
public sealed record StatusSubscriptions(
    DateTimeOffset? CheckedAt, string? Address, int? Lost, int? Repairs, DateTimeOffset? LastRepairedAt,
    IReadOnlyList<string> OtherApiVersions, string? Failure, DateTimeOffset? UninstalledAt);

/// <summary>When a webhook was last verified by a secret.</summary>
/// <param name="Place">In the setting; 0 is the first.</param>
public sealed record StatusSecret(int Place, DateTimeOffset LastVerifiedAt);

/// <summary>The last comparison of some items with Shopify.</summary>
public sealed record StatusProbe(
    DateTimeOffset At, double AgeSeconds, int Checked, int Late, int Wrong, IReadOnlyList<ProbeCause> Causes, bool IsAlarming,
    DateTimeOffset? SyncAskedAt, string? Failure);
