namespace InventorySync.Tests.Support;

/// <summary>The class's tests run against a real Azurite.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAzuriteAttribute : Attribute;
