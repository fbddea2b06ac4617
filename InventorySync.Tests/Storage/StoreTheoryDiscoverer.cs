using System.Reflection;
using InventorySync.Tests.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace InventorySync.Tests.Storage;

/// <summary>Leaves a theory's rows out one by one, as facts.</summary>
public sealed class StoreTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    private readonly IMessageSink _diagnostics = diagnostics;

    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        (StoreFactDiscoverer.WhyNot(testMethod) ?? WhyNot(testMethod, theoryAttribute, dataRow)) is { } reason
            ? [new LeftOutTestCase(_diagnostics, discoveryOptions.MethodDisplayOrDefault(), testMethod, reason, dataRow)]
            : base.CreateTestCasesForDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow);

    /// <summary>Of data that cannot be told before the run.</summary>
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForTheory(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        StoreFactDiscoverer.WhyNot(testMethod) is { } reason
            ? [new LeftOutTestCase(_diagnostics, discoveryOptions.MethodDisplayOrDefault(), testMethod, reason)]
            : base.CreateTestCasesForTheory(discoveryOptions, testMethod, theoryAttribute);

    private static string? WhyNot(ITestMethod method, IAttributeInfo theory, object[] row) =>
        theory.GetNamedArgument<string?>(nameof(StoreTheoryAttribute.LeavesOut)) is { } name
            ? (string?)method.Method.ToRuntimeMethod().DeclaringType!
                .GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(obj: null, [row])
            : null;
}
