namespace InventorySync.Tests.Support;

/// <summary>The class's tests run against a real SQL Server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsSqlServerAttribute : Attribute;
