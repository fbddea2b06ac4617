using Xunit.Sdk;

namespace InventorySync.Tests.Storage;

/// <summary>A fact of the conformance suite; left out where its class needs a server that this machine has not been told of.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("InventorySync.Tests.Storage.StoreFactDiscoverer", "InventorySync.Tests")]
public sealed class StoreFactAttribute : FactAttribute;
