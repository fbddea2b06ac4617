using System.Runtime.InteropServices;

namespace InventorySync.Inventory;

/// <summary>A value with its version: what one register of a row holds, or what a delivery or a read offers it.</summary>
/// <param name="Value">The value that was seen.</param>
/// <param name="UpdatedAt">Shopify's stamp on its record, in whole seconds.</param>
/// <param name="SeenAt">When the value was seen, on Shopify's clock; never before it was written, so that an earlier one counts as
/// <paramref name="UpdatedAt"/>.</param>
/// <param name="By">What kind of observation it was.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Observation<T>(T Value, UnixTime UpdatedAt, UnixTime SeenAt, ObservedBy By)
{
    public UnixTime SeenAt { get; } = UnixTime.Later(SeenAt, UpdatedAt);
}
