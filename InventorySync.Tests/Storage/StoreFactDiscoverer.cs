using InventorySync.Tests.Storage.SqlServer;
using InventorySync.Tests.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace InventorySync.Tests.Storage;

/// <summary>Leaves tests out one by one, so that the run's last line counts each.</summary>
public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    private readonly IMessageSink _diagnostics = diagnostics;

    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        WhyNot(testMethod) is { } reason
            ? new LeftOutTestCase(_diagnostics, discoveryOptions.MethodDisplayOrDefault(), testMethod, reason)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);

    internal static string? WhyNot(ITestMethod method)
    {
        if (!method.TestClass.Class.GetCustomAttributes(typeof(NeedsSqlServerAttribute)).Any()) return null;
        return SqlServerFixture.WhyNot()
            ?? (method.Method.GetCustomAttributes(typeof(NotOnBabelfishAttribute)).Any() && SqlServerFixture.IsBabelfish
                ? "Babelfish cannot do it"
                : null);
    }
}
