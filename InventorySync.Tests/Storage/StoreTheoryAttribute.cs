using Xunit.Sdk;

namespace InventorySync.Tests.Storage;

/// <summary>A theory of the conformance suite; left out where its class needs a server that this machine has not been told of.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("InventorySync.Tests.Storage.StoreTheoryDiscoverer", "InventorySync.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute
{
    /// <summary>
    /// The name of a private static method of the test's class, from a row to why the test is not about it; null where it is. For rows
    /// that other tests share.
    /// </summary>
    public string? LeavesOut { get; init; }
}
