using System.Runtime.InteropServices;

namespace InventorySync.Inventory;

/// <summary>Whether something exists or is connected: a register of its own, since no record of Shopify's carries a stamp for it.</summary>
/// <param name="IsPresent">True for connected or existing, false for disconnected or deleted.</param>
/// <param name="SeenAt">When that was seen, on Shopify's clock.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Presence(bool IsPresent, UnixTime SeenAt)
{
    /// <summary>
    /// What an inventory_levels/update implies for a level that it meets first: present, and any statement about presence overrules it.
    /// </summary>
    public static Presence Implied { get; } = new(IsPresent: true, default);
}
