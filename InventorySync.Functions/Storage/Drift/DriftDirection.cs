using System.Text.Json.Serialization;

namespace InventorySync.Storage;

/// <summary>What a wrong row may have cost. The names are stored in the tables.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftDirection>))]
public enum DriftDirection
{
    /// <summary>Neither: a title, a price, a code.</summary>
    None,

    /// <summary>More could be sold than there was: oversold.</summary>
    TooHigh,

    /// <summary>Less could be sold than there was: lost sales.</summary>
    TooLow,
}
