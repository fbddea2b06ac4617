using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace InventorySync.Tests.Support;

/// <summary>A test that this machine cannot run, and why.</summary>
public sealed class LeftOutTestCase : XunitTestCase
{
    private string _reason = "";

    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("xunit makes one with it and reads the rest from its serialization.")]
    public LeftOutTestCase()
    {
    }

    /// <param name="arguments">Of a theory's row.</param>
    public LeftOutTestCase(
        IMessageSink diagnostics, TestMethodDisplay display, ITestMethod method, string reason, object[]? arguments = null)
        : base(diagnostics, display, TestMethodDisplayOptions.None, method, arguments) => _reason = reason;

    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(_reason), _reason);
    }

    public override void Deserialize(IXunitSerializationInfo data)
    {
        _reason = data.GetValue<string>(nameof(_reason));
        base.Deserialize(data);
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) => _reason;
}
