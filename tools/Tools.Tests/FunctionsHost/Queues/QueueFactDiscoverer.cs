using InventorySync.Tests.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Tools.Tests.FunctionsHost.Queues;

/// <summary>Leaves tests out one by one, so that the run's last line counts each: a skipped theory would count as one.</summary>
public sealed class QueueFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    private readonly IMessageSink _diagnostics = diagnostics;

    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var needsAzurite = testMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsAzuriteAttribute)).Any();
        return needsAzurite && Azurite.WhyNot() is { } reason
            ? new LeftOutTestCase(_diagnostics, discoveryOptions.MethodDisplayOrDefault(), testMethod, reason)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
    }
}
