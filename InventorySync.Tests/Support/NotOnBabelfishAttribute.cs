namespace InventorySync.Tests.Support;

/// <summary>The test needs what Babelfish has not, such as a grant of ALTER on a table.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NotOnBabelfishAttribute : Attribute;
