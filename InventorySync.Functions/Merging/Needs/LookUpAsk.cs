using System.Runtime.InteropServices;
using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>A look-up that a change needs.</summary>
/// <param name="SeenAfter">Only a read whose SeenAt is greater answers it.</param>
/// <param name="NotBefore">Our clock: trying earlier is no use.</param>
/// <param name="IsCounted">Whether many of these at once are a flood, which waits for a full sync.</param>
public sealed record LookUpAsk(LookUpKey Key, LookUpReason Reason, UnixTime SeenAfter, UnixTime NotBefore, bool IsCounted)
{
    /// <summary>A need of a webhook that is worth trying at once.</summary>
    internal static LookUpAsk AtOnce(LookUpKey key, LookUpReason reason, UnixTime seenAt, MergeTimes times) =>
        new(key, reason, seenAt, times.Now, IsCounted: true);

    /// <summary>A need that a read can only answer once the margin has passed.</summary>
    internal static LookUpAsk AfterMargin(LookUpKey key, LookUpReason reason, UnixTime seenAt, MergeTimes times) =>
        new(key, reason, seenAt, times.AnswerableAt(seenAt), IsCounted: false);
}

/// <summary>What a look-up is about: the primary key of its row.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LookUpKey(LookUpKind Kind, long Id)
{
    /// <summary>The order of the primary key.</summary>
    public static IComparer<LookUpKey> Order { get; } = Comparer<LookUpKey>.Create(
        static (x, y) => (x.Kind, x.Id).CompareTo((y.Kind, y.Id)));
}
