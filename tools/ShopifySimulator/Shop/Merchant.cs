namespace ShopifySimulator.Shop;

/// <summary>Customers and staff: what they do next is drawn by lot. One caller at a time.</summary>
/// <param name="changesCatalogue">Whether products, variants and items change as well, or only stock.</param>
public sealed class Merchant(SimulatedShop shop, Random random, bool changesCatalogue)
{
    private const int Draws = 50;

    private readonly List<long> _variantIds = shop.Read(view => view.Variants.Select(variant => variant.Id).ToList());
    private readonly List<long> _locationIds = shop.Read(view => view.Locations.Select(location => location.Id).ToList());

    /// <summary>Does the next thing.</summary>
    /// <returns>What it was, for people to read.</returns>
    public string Act() => (changesCatalogue ? random.Next(140) : random.Next(100)) switch
    {
        < 75 => Sell(),
        < 88 => Restock(),
        < 94 => Move(),
        < 97 => Connect(),
        < 100 => Disconnect(),
        < 106 => RenameCode(),
        < 112 => ChangePrice(),
        < 117 => Retitle(),
        < 120 => SetStatus(),
        < 126 => Track(),
        < 131 => AddVariant(),
        < 134 => DeleteVariant(),
        < 136 => AddProduct(),
        < 137 => DeleteProduct(),
        < 138 => Share(),
        _ => Waver(),
    };

    private string Sell()
    {
        for (var draw = 0; draw < Draws; draw++)
        {
            var (variant, item) = AnyVariant();
            if (!item.Tracked || AnyLevel(item) is not { Available: > 0 } level) continue;
            var pieces = Math.Min(random.Next(1, 4), level.Available);
            shop.Adjust(item.Id, level.LocationId, -pieces);
            return $"sold {pieces} of {NameOf(variant)}";
        }

        return Restock();
    }

    private string Restock()
    {
        var (variant, item) = AnyVariant();
        if (AnyLevel(item) is not { } level) return Connect();
        var pieces = random.Next(1, 25);
        shop.Adjust(item.Id, level.LocationId, pieces);
        return $"restocked {pieces} of {NameOf(variant)}";
    }

    private string Move()
    {
        var (variant, item) = AnyVariant();
        if (item.LocationIds.Length < 2) return Restock();
        var from = random.Next(item.LocationIds.Length);
        var to = (from + random.Next(1, item.LocationIds.Length)) % item.LocationIds.Length;
        shop.Move(item.Id, item.LocationIds[from], item.LocationIds[to], random.Next(1, 6));
        return $"moved some of {NameOf(variant)}";
    }

    private string Connect()
    {
        var (variant, item) = AnyVariant();
        long[] others = [.. _locationIds.Where(id => !item.LocationIds.Contains(id))];
        if (others.Length == 0) return Sell();
        shop.Connect(item.Id, others[random.Next(others.Length)], random.Next(20));
        return $"connected {NameOf(variant)} to a location";
    }

    private string Disconnect()
    {
        var (variant, item) = AnyVariant();
        if (item.LocationIds.Length < 2) return Restock();
        shop.Disconnect(item.Id, item.LocationIds[random.Next(item.LocationIds.Length)]);
        return $"disconnected {NameOf(variant)} from a location";
    }

    /// <summary>Within one second: what Shopify may debounce.</summary>
    private string Waver()
    {
        var (variant, item) = AnyVariant();
        if (AnyLevel(item) is not { } level) return Restock();
        shop.Adjust(item.Id, level.LocationId, -1);
        shop.Adjust(item.Id, level.LocationId, 1);
        return $"sold one of {NameOf(variant)} and took it back at once";
    }

    private string RenameCode()
    {
        var (variant, _) = AnyVariant();
        var code = random.Next(20) switch
        {
            0 => null,
            1 => "",
            _ => $"RN-{random.Next(100_000):D5}",
        };
        shop.UpdateVariant(variant.Id, before => before with { Sku = code });
        return $"renamed {NameOf(variant)} to {(string.IsNullOrEmpty(code) ? "no code" : code)}";
    }

    private string ChangePrice()
    {
        var (variant, _) = AnyVariant();
        shop.UpdateVariant(variant.Id, before => before with { Price = before.Price + 1 });
        return $"changed the price of {NameOf(variant)}";
    }

    private string Retitle()
    {
        var (variant, _) = AnyVariant();
        shop.UpdateProduct(
            variant.ProductId, before => before with { Title = before.Title.Split(" no. ")[0] + $" no. {random.Next(100)}" });
        return $"retitled the product of {NameOf(variant)}";
    }

    private string SetStatus()
    {
        var (variant, _) = AnyVariant();
        shop.UpdateProduct(variant.ProductId, before => before with { Status = before.Status == "ACTIVE" ? "ARCHIVED" : "ACTIVE" });
        return $"archived or reactivated the product of {NameOf(variant)}";
    }

    private string Track()
    {
        var (variant, item) = AnyVariant();
        shop.SetTracked(item.Id, !item.Tracked);
        return $"{(item.Tracked ? "stopped" : "began")} to track {NameOf(variant)}";
    }

    private string AddVariant()
    {
        var (variant, _) = AnyVariant();
        var added = shop.AddVariant(variant.ProductId, NewVariant());
        _variantIds.Add(added.Id);
        return $"added {NameOf(added)}";
    }

    private string DeleteVariant()
    {
        var (variant, _) = AnyVariant();
        if (shop.Read(view => view.Product(variant.ProductId)!.VariantIds.Length) < 2) return ChangePrice();
        shop.DeleteVariant(variant.Id);
        _variantIds.Remove(variant.Id);
        return $"deleted {NameOf(variant)}";
    }

    private string AddProduct()
    {
        var product = shop.AddProduct($"Novelty {random.Next(10_000)}", NewVariant(), NewVariant());
        _variantIds.AddRange(product.VariantIds);
        return $"added the product {product.Title}";
    }

    private string DeleteProduct()
    {
        var (variant, _) = AnyVariant();
        var product = shop.Read(view => view.Product(variant.ProductId)!);
        if (product.VariantIds.Length == _variantIds.Count) return AddProduct();
        shop.DeleteProduct(product.Id);
        _variantIds.RemoveAll(id => product.VariantIds.Contains(id));
        return $"deleted the product {product.Title}";
    }

    private string Share()
    {
        var (variant, _) = AnyVariant();
        var (other, item) = AnyVariant();
        if (variant.InventoryItemId == item.Id) return ChangePrice();
        shop.MoveToItem(variant.Id, item.Id);
        return $"let {NameOf(variant)} share the stock of {NameOf(other)}";
    }

    private NewVariant NewVariant() => new(
        $"NEW-{random.Next(100_000)}", $"Edition {random.Next(100_000)}", random.Next(5, 100), Tracked: random.Next(5) != 0,
        _locationIds.Where(_ => random.Next(2) == 0).ToDictionary(id => id, _ => random.Next(30)));

    private (Variant Variant, InventoryItem Item) AnyVariant()
    {
        var variantId = _variantIds[random.Next(_variantIds.Count)];
        return shop.Read(view => view.Variant(variantId) is { } variant
            ? (variant, view.Item(variant.InventoryItemId)!)
            : throw new KeyNotFoundException($"The shop has lost variant {variantId}."));
    }

    private InventoryLevel? AnyLevel(InventoryItem item) =>
        item.LocationIds.Length == 0
            ? null
            : shop.Read(view => view.Level(item.Id, item.LocationIds[random.Next(item.LocationIds.Length)]));

    private static string NameOf(Variant variant) => string.IsNullOrEmpty(variant.Sku) ? $"variant {variant.Id}" : variant.Sku;
}
