using System.ComponentModel.DataAnnotations;

namespace InventorySync.Telemetry;

/// <summary>The settings InventorySync__* of what is sent to Application Insights.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The section that they are bound from.</summary>
    public const string Section = "InventorySync";

    /// <summary>
    /// Of a hundred webhooks, how many are shown as a trace from their request to their commit. 0 to 100; default 10: traces are most of
    /// what is paid for by the GB, and each shows the same way. Metrics and log lines are kept in full.
    /// </summary>
    [Range(0, 100, ErrorMessage = "InventorySync__TracedPercent takes a number from 0 to 100.")]
    public int TracedPercent { get; set; } = 10;
}
