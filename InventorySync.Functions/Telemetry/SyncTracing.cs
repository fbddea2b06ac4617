using System.Diagnostics;

namespace InventorySync.Telemetry;

/// <summary>
/// The app's own spans: one for the webhook's request, and one for its message, which continues the first by the envelope's traceparent.
/// </summary>
public sealed class SyncTracing : IDisposable
{
    /// <summary>The name of the activity source.</summary>
    public const string SourceName = "InventorySync";

    private readonly ActivitySource _source = new(SourceName);

    public Activity? StartWebhook() => _source.StartActivity("webhook", ActivityKind.Server);

    /// <param name="traceparent">
    /// The parent, as the envelope carries it. The platform's own span cannot be re-parented and is linked instead.
    /// </param>
    public Activity? StartChange(string? traceparent)
    {
        if (!ActivityContext.TryParse(traceparent, traceState: null, isRemote: true, out var parent))
            return _source.StartActivity("change", ActivityKind.Consumer);

        ActivityLink[] links = Activity.Current is { } platform ? [new ActivityLink(platform.Context)] : [];
        return _source.StartActivity("change", ActivityKind.Consumer, parent, links: links);
    }

    public void Dispose() => _source.Dispose();
}
