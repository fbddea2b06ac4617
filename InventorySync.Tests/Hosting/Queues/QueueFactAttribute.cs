using Xunit.Sdk;

namespace InventorySync.Tests.Hosting.Queues;

/// <summary>A fact of the conformance suite; left out where its class needs Azurite and this machine cannot run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("InventorySync.Tests.Hosting.Queues.QueueFactDiscoverer", "InventorySync.Tests")]
public sealed class QueueFactAttribute : FactAttribute;
