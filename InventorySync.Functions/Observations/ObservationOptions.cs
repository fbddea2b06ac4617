using System.ComponentModel.DataAnnotations;

namespace InventorySync.Observations;

/// <summary>The setting InventorySync__* of the observation log.</summary>
public sealed class ObservationOptions
{
    /// <summary>The section that it is bound from.</summary>
    public const string Section = "InventorySync";

    /// <summary>
    /// How many days observations are kept. 0 to 365; 0 writes none; default 7: a customer's question is seldom older, and a day of 50,000
    /// webhooks is some 15 MB.
    /// </summary>
    [Range(0, 365, ErrorMessage = "InventorySync__ObservationDays takes a number of days from 0 to 365.")]
    public int ObservationDays { get; set; } = 7;
}
