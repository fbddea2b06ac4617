using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// The look-ups and the early full sync that are needed, loaded under the lock `needs`, and what they become. The flood rule is decided
/// here: many look-ups at once become one early full sync.
/// </summary>
public sealed class NeedSet
{
    private readonly RegisterTable<LookUpKey, PendingLookUp> _lookUps = new("Look-up", LookUpKey.Order, new Stack<Action>());
    private readonly List<LookUpAnswer> _answers = [];
    private readonly MergeTimes _times;
    private readonly EarlySync? _loadedSync;
    private readonly LookUpWindow? _loadedWindow;

    /// <param name="keys">The look-ups that are loaded, and absent until a row is.</param>
    public NeedSet(IEnumerable<LookUpKey> keys, EarlySync? earlySync, LookUpWindow? window, MergeTimes times)
    {
        foreach (var key in keys) _lookUps.Load(key, null);
        (EarlySync, Window, _times) = (earlySync, window, times);
        (_loadedSync, _loadedWindow) = (earlySync, window);
    }

    /// <summary>That a full sync is asked for before the schedule has one; null where none is.</summary>
    public EarlySync? EarlySync { get; private set; }

    /// <summary>The look-ups that were lately asked for; null where none are counted.</summary>
    public LookUpWindow? Window { get; private set; }

    public bool IsEarlySyncChanged => EarlySync != _loadedSync;

    public bool IsWindowChanged => Window != _loadedWindow;

    public IReadOnlyList<RowChange<LookUpKey, PendingLookUp>> LookUpChanges => _lookUps.Changes();

    /// <summary>Reads that also repair what could not be read about the same.</summary>
    public IReadOnlyList<LookUpAnswer> Answers => _answers;

    public void Load(PendingLookUp row) => _lookUps.Load(row.Key, row);

    public bool IsAsked(LookUpKey key) => _lookUps[key] is not null;

    /// <summary>
    /// Needs of one thing coalesce: the first asking, the later times, and the reason that is harder to answer (see
    /// <see cref="LookUpReason"/>).
    /// </summary>
    /// <returns>The need as it is held now.</returns>
    public PendingLookUp Ask(LookUpAsk ask)
    {
        var held = _lookUps[ask.Key];
        var notBefore = ask.IsCounted && held is null && CountLookUp() is { } until ? until : ask.NotBefore;
        var next = held is null
            ? new PendingLookUp(ask.Key.Kind, ask.Key.Id, ask.Reason, _times.Now, ask.SeenAfter, notBefore, Tries: 0)
            : held with
            {
                Reason = (LookUpReason)Math.Max((int)held.Reason, (int)ask.Reason),
                SeenAfter = UnixTime.Later(held.SeenAfter, ask.SeenAfter),
                NotBefore = UnixTime.Later(held.NotBefore, notBefore),
            };
        _lookUps.Set(ask.Key, next);
        return next;
    }

    /// <summary>
    /// A read answers a need if it saw later than the need asks for. What nobody knew is known as soon as it is found.
    /// </summary>
    public void Answer(LookUpAnswer answer)
    {
        if (_lookUps[answer.Key] is { } held && (held.SeenAfter < answer.SeenAt || (IsOfUnknown(held) && answer.IsFound)))
            _lookUps.Set(answer.Key, null);
        _answers.Add(answer);
    }

    /// <summary>
    /// A need that has outlived a read is tried again when a read can answer it, unless it only has to be found.
    /// </summary>
    public void WaitForMargin(LookUpKey key)
    {
        if (_lookUps[key] is { } held && !IsOfUnknown(held))
            _lookUps.Set(key, held with { NotBefore = UnixTime.Later(held.NotBefore, _times.AnswerableAt(held.SeenAfter)) });
    }

    /// <summary>The look-up that repairs a failed change is needed again, at once, however often it has failed.</summary>
    public PendingLookUp Retry(LookUpKey key, UnixTime seenAt)
    {
        var asked = Ask(new LookUpAsk(key, LookUpReason.Rejected, seenAt, _times.Now, IsCounted: false));
        var hurried = asked with { NotBefore = _times.Now };
        _lookUps.Set(key, hurried);
        return hurried;
    }

    /// <summary>A full sync that saw later than <paramref name="seenAfter"/> is needed. A second asking joins the first.</summary>
    public EarlySync AskEarlySync(EarlySyncReason reason, UnixTime seenAfter, UnixTime notBefore)
    {
        var asked = new EarlySync(reason, _times.Now, seenAfter, notBefore);
        return EarlySync = EarlySync?.Join(asked) ?? asked;
    }

    /// <summary>Counts a look-up that a webhook needs, and asks for a full sync once they are a flood.</summary>
    /// <returns>Until when the look-ups leave it to the full sync; null while they are no flood.</returns>
    private UnixTime? CountLookUp()
    {
        if (PatientUntil() is { } until) return until;
        Window = LookUpWindow.Count(Window, 1, _times.Now);
        if (Window.Asked <= LookUpWindow.MaxLookUps) return null;
        Window = null;
        AskEarlySync(EarlySyncReason.Flood, default, _times.Now);
        return PatientUntil();
    }

    private UnixTime? PatientUntil() =>
        EarlySync is { Reason: EarlySyncReason.Flood } asked && _times.Now < asked.AskedAt.Add(LookUpWindow.Patience)
            ? asked.AskedAt.Add(LookUpWindow.Patience)
            : null;

    private static bool IsOfUnknown(PendingLookUp need) => need.Reason <= LookUpReason.UnknownItem;
}
