using InventorySync.Inventory;

namespace InventorySync.Storage;

// The rows that a batch writes, as both stores read them from JSON. What begins with Was is what was loaded: -1 for a time that there was
// none of.

internal sealed record ProductWrite(
    long ProductId, string? Title, string? Status, UnixTime? UpdatedAt, UnixTime? SeenAt, int? ObservedBy, bool IsDeleted,
    UnixTime PresenceSeenAt, UnixTime? VariantsSeenAt, long WasSeenAt, long WasPresenceSeenAt, long WasVariantsSeenAt);

internal sealed record ItemWrite(
    long InventoryItemId, bool? Tracked, UnixTime? UpdatedAt, UnixTime? SeenAt, int? ObservedBy, bool IsDeleted, UnixTime PresenceSeenAt,
    long WasSeenAt, long WasPresenceSeenAt);

internal sealed record LevelWrite(
    long InventoryItemId, long LocationId, int? Available, UnixTime? UpdatedAt, UnixTime? SeenAt, int? ObservedBy, bool IsConnected,
    UnixTime PresenceSeenAt, long WasSeenAt, long WasPresenceSeenAt);

/// <summary>Both registers of a variant, and its product's copies.</summary>
/// <param name="Price">As a text, with the digits that Shopify sent.</param>
/// <param name="Tracked">Of a new row only, as <paramref name="Available"/>: they have a lock of their own.</param>
internal sealed record VariantWrite(
    long VariantId, long ProductId, long InventoryItemId, string? Sku, string? Barcode, string Title, string Price, UnixTime UpdatedAt,
    UnixTime SeenAt, int ObservedBy, bool IsDeleted, UnixTime PresenceSeenAt, string? ProductTitle, string? ProductStatus, bool? Tracked,
    int? Available, long WasSeenAt, long WasPresenceSeenAt);

/// <summary>The versions of a variant whose values stay.</summary>
internal sealed record VersionWrite(
    long VariantId, UnixTime UpdatedAt, UnixTime SeenAt, int ObservedBy, bool IsDeleted, UnixTime PresenceSeenAt, long WasSeenAt,
    long WasPresenceSeenAt);

/// <summary>What a variant copies from its item.</summary>
internal sealed record CopyWrite(long VariantId, bool? Tracked, int? Available, bool? WasTracked, int? WasAvailable);

internal sealed record UnreadWrite(long VariantId, long ProductId, UnixTime PresenceSeenAt, long WasPresenceSeenAt);

internal sealed record LookUpWrite(int Kind, long Id, int Reason, UnixTime AskedAt, UnixTime SeenAfter, UnixTime NotBefore, int Tries);

internal sealed record RepairWrite(int Kind, long Id, UnixTime SeenAt);

internal sealed record EarlySyncWrite(string Reason, UnixTime AskedAt, UnixTime SeenAfter, UnixTime NotBefore);

internal sealed record WindowWrite(UnixTime Since, int Asked);
