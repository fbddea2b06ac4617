using System.Runtime.InteropServices;
using System.Text.Json;

namespace InventorySync.FullSync;

/// <summary>The quantities of a level's line, each null where it did not come.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct BulkQuantities
{
    private int? _available;
    private int? _onHand;
    private int? _committed;
    private int? _incoming;

    private enum Name
    {
        Other,
        Available,
        OnHand,
        Committed,
        Incoming,
    }

    public readonly int Available => _available ?? throw BulkField.Missing("the quantity available");

    public readonly int OnHand => _onHand ?? throw BulkField.Missing("the quantity on_hand");

    public readonly int Committed => _committed ?? throw BulkField.Missing("the quantity committed");

    public readonly int Incoming => _incoming ?? throw BulkField.Missing("the quantity incoming");

    /// <exception cref="FormatException">It is no array, or one of them has no name or no number.</exception>
    public static BulkQuantities? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.StartArray) throw new FormatException("quantities is no array");

        var quantities = default(BulkQuantities);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (BulkField.IsObject(ref reader)) quantities.ReadOne(ref reader);
        }

        return quantities;
    }

    private void ReadOne(ref Utf8JsonReader reader)
    {
        Name? name = null;
        int? quantity = null;
        while (BulkField.IsNext(ref reader))
        {
            var property = BulkField.TextOf(ref reader);
            if (property.SequenceEqual("name"u8)) name = ReadName(ref reader);
            else if (property.SequenceEqual("quantity"u8)) quantity = BulkField.ReadNumber(ref reader);
            else BulkField.Skip(ref reader);
        }

        if (name is null || quantity is null) throw BulkField.Missing("a quantity's name or number");
        switch (name)
        {
            case Name.Available: _available = quantity; break;
            case Name.OnHand: _onHand = quantity; break;
            case Name.Committed: _committed = quantity; break;
            case Name.Incoming: _incoming = quantity; break;
        }
    }

    private static Name ReadName(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String) throw new FormatException("a quantity's name is no text");
        var name = BulkField.TextOf(ref reader);
        return name.SequenceEqual("available"u8) ? Name.Available
            : name.SequenceEqual("on_hand"u8) ? Name.OnHand
            : name.SequenceEqual("committed"u8) ? Name.Committed
            : name.SequenceEqual("incoming"u8) ? Name.Incoming
            : Name.Other;
    }
}
