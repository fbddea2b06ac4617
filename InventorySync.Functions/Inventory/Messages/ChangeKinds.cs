namespace InventorySync.Inventory;

/// <summary>What a <see cref="ChangeMessage"/> is about.</summary>
public static class ChangeKinds
{
    public const string Level = "level";
    public const string Product = "product";
    public const string Item = "item";
    public const string Location = "location";
    public const string Uninstalled = "uninstalled";
    public const string Rejected = "rejected";
}
