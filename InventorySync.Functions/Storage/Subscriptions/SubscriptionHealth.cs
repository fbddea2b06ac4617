using System.Text.Json.Serialization;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>What is known of the app's webhook subscriptions: what status and doctor judge them by.</summary>
/// <param name="LastCheck">The last check that was carried through; null if none ever was.</param>
/// <param name="Failure">That a later check than that could not be carried through; null if none failed since.</param>
/// <param name="UninstalledAt">When the shop uninstalled the app, on Shopify's clock: its token and subscriptions are gone. Null if a later
/// check has found it installed.</param>
/// <param name="LastRepairedAt">When, on our clock, a check last had to repair something; null if none ever had to.</param>
public sealed record SubscriptionHealth(
    SubscriptionCheck? LastCheck, SubscriptionFailure? Failure, UnixTime? UninstalledAt, UnixTime? LastRepairedAt);

/// <summary>One check of the subscriptions that was carried through: after it each topic had one, as it should be.</summary>
/// <param name="CheckedAt">Our clock when it ended.</param>
/// <param name="SeenAt">Shopify's clock at its last answer, to the list or to a repair, in whole seconds: from then on no webhook is
/// lost.</param>
/// <param name="Address">What they were pointed to: the app's public address.</param>
/// <param name="ApiVersion">That of Shopify__ApiVersion, which the topics' own should be.</param>
/// <param name="Topics">What the check found of each topic, before it repaired it.</param>
public sealed record SubscriptionCheck(
    UnixTime CheckedAt, UnixTime SeenAt, string Address, string ApiVersion, IReadOnlyList<TopicHealth> Topics)
{
    /// <summary>Topics whose subscription was missing or wrong, so that webhooks were lost.</summary>
    [JsonIgnore]
    public int Lost => Topics.Count(topic => topic.IsLost);

    /// <summary>What was changed at Shopify: subscriptions made, changed or deleted.</summary>
    [JsonIgnore]
    public int Repairs => Topics.Sum(topic => topic.Repairs);

    /// <summary>
    /// Topics whose webhooks come in another version of the API than the app reads: set in the Dev Dashboard, and not to be repaired from
    /// here.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<TopicHealth> OfOtherVersion =>
        [.. Topics.Where(topic => topic.ApiVersion is not null && topic.ApiVersion != ApiVersion)];
}

/// <summary>What a check found of one topic.</summary>
/// <param name="Topic">As GraphQL names it.</param>
/// <param name="Was">Before the check repaired it.</param>
/// <param name="Repairs">How many subscriptions were made, changed or deleted.</param>
/// <param name="ApiVersion">In which version of the API its webhooks come; null where it was missing.</param>
public sealed record TopicHealth(string Topic, TopicState Was, int Repairs, string? ApiVersion)
{
    /// <summary>Whether its webhooks were lost.</summary>
    [JsonIgnore]
    public bool IsLost => Was is TopicState.Missing or TopicState.Wrong;

    /// <summary>The topic as a delivery's header names it.</summary>
    [JsonIgnore]
    public string HeaderTopic => Topics.OfGraphQl(Topic).Name;
}

/// <summary>What a check found. The names are stored in the tables.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TopicState>))]
public enum TopicState
{
    /// <summary>One subscription, to its endpoint and with its fields.</summary>
    Right,

    /// <summary>None: Shopify deletes one after eight failures in a row.</summary>
    Missing,

    /// <summary>It pointed elsewhere, or asked for other fields.</summary>
    Wrong,

    /// <summary>The right one, and others beside it, which deliver everything twice.</summary>
    Duplicated,
}

/// <summary>That the subscriptions could not be checked.</summary>
/// <param name="FailedAt">Our clock.</param>
/// <param name="Reason">What was wrong, and what to do.</param>
public sealed record SubscriptionFailure(UnixTime FailedAt, string Reason);
