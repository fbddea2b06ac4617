namespace InventorySync.Tests.Support;

/// <summary>A test against a real Azurite; left out, with the reason, where this machine cannot run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = Azurite.WhyNot();
}
