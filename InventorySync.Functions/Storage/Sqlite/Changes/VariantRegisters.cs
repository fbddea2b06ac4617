using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

/// <summary>The two registers of one variant that has its row.</summary>
internal sealed record VariantRegisters(Observation<Membership> Membership, Presence Presence)
{
    public static VariantRegisters? Read(SqliteSession session, long variantId) =>
        session.First("ReadVariant", Read, ("@variantId", variantId));

    public static Dictionary<long, VariantRegisters> ReadOfProduct(SqliteSession session, long productId) =>
        session.All("ReadVariantsOfProduct", row => (Id: row.Long("VariantId"), Registers: Read(row)), ("@productId", productId))
            .ToDictionary(row => row.Id, row => row.Registers);

    /// <summary>
    /// What is held about the presence of a variant that has no row: that a message has named it, or that the newest list of its product's
    /// variants has left it out, or the last full sync; null where there has been neither.
    /// </summary>
    public static Presence? ReadUnwritten(SqliteSession session, long variantId, ProductRegisters? product) =>
        session.First<Presence?>(
            "ReadUnreadVariant", row => new Presence(IsPresent: true, row.Time("PresenceSeenAt")), ("@variantId", variantId))
        ?? (Latest(product?.VariantsSeenAt, Absences.Read(session)?.SeenAt) is { } seenAt ? new Presence(IsPresent: false, seenAt) : null);

    /// <summary>Writes the row, and nothing but versions where <paramref name="held"/> has the same values.</summary>
    public void Write(SqliteSession session, long variantId, VariantRegisters? held)
    {
        if (this == held) return;
        if (held is null) session.Execute("DeleteUnreadVariant", ("@variantId", variantId));
        if (held is not null && held.Membership.Value == Membership.Value && held.Presence.IsPresent == Presence.IsPresent)
            Touch(session, variantId);
        else WriteAll(session, variantId);
    }

    private void Touch(SqliteSession session, long variantId) => session.Execute(
        "TouchVariant",
        ("@variantId", variantId),
        ("@updatedAt", Membership.UpdatedAt.Nanoseconds),
        ("@seenAt", Membership.SeenAt.Nanoseconds),
        ("@observedBy", (int)Membership.By),
        ("@presenceSeenAt", Presence.SeenAt.Nanoseconds));

    private void WriteAll(SqliteSession session, long variantId)
    {
        var ((details, productId, inventoryItemId), updatedAt, seenAt, by) = Membership;
        session.Execute(
            "WriteVariant",
            ("@variantId", variantId), ("@productId", productId), ("@inventoryItemId", inventoryItemId),
            ("@sku", details.Sku), ("@barcode", details.Barcode), ("@title", details.Title), ("@price", SqliteRow.Text(details.Price)),
            ("@updatedAt", updatedAt.Nanoseconds), ("@seenAt", seenAt.Nanoseconds), ("@observedBy", (int)by),
            ("@isDeleted", !Presence.IsPresent), ("@presenceSeenAt", Presence.SeenAt.Nanoseconds));
    }

    private static UnixTime? Latest(UnixTime? one, UnixTime? other) => one is { } x && other is { } y ? UnixTime.Later(x, y) : one ?? other;

    private static VariantRegisters Read(Row row) => new(
        row.Observed(new Membership(row.VariantDetails(), row.Long("ProductId"), row.Long("InventoryItemId")), "Details"), row.Presence());
}
