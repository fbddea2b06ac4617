using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Tests.Merging;

public sealed class RegisterSetTests
{
    private static readonly Presence Present = new(IsPresent: true, new UnixTime(1));

    [Fact]
    public void What_was_loaded_without_a_row_is_absent()
    {
        var registers = new RegisterSet(new LockedKeys([1], [2]), [3], absentSince: null);

        Assert.Null(registers.Product(1));
        Assert.Null(registers.Item(2));
        Assert.Null(registers.Level(new LevelKey(2, 9)));
        Assert.Null(registers.Variant(3));
        Assert.Null(registers.Unread(3));
        Assert.Empty(registers.LevelsOf(2));
        Assert.Empty(registers.VariantsOfProduct(1));
        Assert.Empty(registers.VariantsOfItem(2));
        Assert.Empty(registers.UnreadOf(1));
    }

    public static TheoryData<string, Action<RegisterSet>> NotLoaded => new()
    {
        { "Product 1", registers => registers.Product(1) },
        { "Inventory item 2", registers => registers.Item(2) },
        { "Inventory item 2", registers => registers.Level(new LevelKey(2, 9)) },
        { "Inventory item 2", registers => _ = registers.LevelsOf(2).Any() },
        { "Inventory item 2", registers => _ = registers.VariantsOfItem(2).Any() },
        { "Variant 3", registers => registers.Variant(3) },
        { "Unread variant 3", registers => registers.Unread(3) },
        { "Product 1", registers => _ = registers.VariantsOfProduct(1).Any() },
        { "Product 1", registers => _ = registers.UnreadOf(1).Any() },
        { "Location 9", registers => registers.Counts(9) },
        { "Product 1", registers => registers.Set(1, new ProductRegisters(null, Present, null)) },
        { "Inventory item 2", registers => registers.Set(2, new ItemRegisters(null, Present)) },
        { "Inventory item 2", registers => registers.Set(new LevelKey(2, 9), new LevelRegisters(null, Present)) },
        { "Variant 3", registers => registers.Set(3, Variant(product: 1, item: 2)) },
    };

    [Theory]
    [MemberData(nameof(NotLoaded))]
    public void What_was_not_loaded_is_no_answer(string row, Action<RegisterSet> ask)
    {
        var registers = new RegisterSet(new LockedKeys([], []), [], absentSince: null);

        var fault = Assert.Throws<NotLoadedException>(() => ask(registers));

        Assert.StartsWith($"{row} was not loaded", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>A row of Sku is guarded by two locks: the product's and the item's (docs/decisions/0006).</summary>
    [Fact]
    public void A_column_of_a_variant_is_written_under_its_lock_alone()
    {
        var byItem = new RegisterSet(new LockedKeys([], [2]), [], absentSince: null);
        byItem.Load(3, Variant(product: 1, item: 2));
        var byProduct = new RegisterSet(new LockedKeys([1], []), [], absentSince: null);
        byProduct.Load(3, Variant(product: 1, item: 2));

        byItem.Set(3, Variant(product: 1, item: 2) with { Available = 5 });
        byProduct.Set(3, Variant(product: 1, item: 2) with { Presence = new Presence(IsPresent: false, new UnixTime(2)) });

        Assert.Throws<NotLoadedException>(
            () => byItem.Set(3, Variant(product: 1, item: 2) with { Presence = new Presence(IsPresent: false, new UnixTime(2)) }));
        Assert.Throws<NotLoadedException>(() => byProduct.Set(3, Variant(product: 1, item: 2) with { Available = 5 }));
        Assert.Throws<NotLoadedException>(() => byProduct.Set(3, Variant(product: 1, item: 4)));
    }

    [Fact]
    public void A_variant_moves_under_the_locks_of_both_items_and_of_both_products()
    {
        var registers = new RegisterSet(new LockedKeys([1, 5], [2, 4]), [], absentSince: null);
        registers.Load(3, Variant(product: 1, item: 2));

        registers.Set(3, Variant(product: 5, item: 4));

        Assert.Empty(registers.VariantsOfItem(2));
        Assert.Empty(registers.VariantsOfProduct(1));
        Assert.Equal(3, Assert.Single(registers.VariantsOfItem(4)).VariantId);
        Assert.Equal(3, Assert.Single(registers.VariantsOfProduct(5)).VariantId);
    }

    [Fact]
    public void What_is_what_it_was_is_no_change()
    {
        var registers = new RegisterSet(new LockedKeys([], [2]), [], absentSince: null);
        registers.Load(2, new ItemRegisters(null, Present));

        registers.Set(2, new ItemRegisters(null, Present with { SeenAt = new UnixTime(9) }));
        registers.Set(2, new ItemRegisters(null, Present));

        Assert.Empty(registers.ItemChanges);
    }

    [Fact]
    public void Changes_come_in_the_order_of_their_keys()
    {
        var registers = new RegisterSet(new LockedKeys([], [2, 1]), [], absentSince: null);
        foreach (var (item, location) in ((long, long)[])[(2, 1), (1, 9), (1, 2)])
            registers.Set(new LevelKey(item, location), new LevelRegisters(null, Present));

        Assert.Equal([new(1, 2), new(1, 9), new(2, 1)], registers.LevelChanges.Select(change => change.Key));
    }

    internal static VariantRegisters Variant(long product, long item) => new(
        new Observation<Membership>(
            new Membership(new VariantDetails("A", null, "M", 1m), product, item), new UnixTime(1), new UnixTime(1), ObservedBy.Webhook),
        Present, new ProductDetails("Shirt", "ACTIVE"), Tracked: null, Available: null);
}
