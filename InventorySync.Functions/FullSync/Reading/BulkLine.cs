using System.Runtime.InteropServices;
using System.Text.Json;
using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>One line of a bulk operation's file: a variant, or a level.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BulkLine(StagedVariant? Variant, StagedLevel? Level)
{
    /// <exception cref="FullSyncFailedException">It is neither.</exception>
    public static BulkLine Parse(ReadOnlySpan<byte> line, long number, RepeatedTexts texts)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var row = default(BulkRow);
            if (BulkField.EnterObject(ref reader))
            {
                while (BulkField.IsNext(ref reader)) row.ReadProperty(ref reader, texts);
            }

            reader.Read(); // throws if anything follows the object
            return row.ToLine();
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            throw new FullSyncFailedException(
                $"Reading: line {number} cannot be read ({e.Message}); the download was cut short, or is not of this query.", e);
        }
    }

    public static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(" \r\t"u8);
}
