namespace InventorySync.Shopify;

/// <summary>Reads the shop's locations, inactive ones included.</summary>
public sealed class LocationReader(AdminApi api)
{
    /// <exception cref="ShopifyCallException">Shopify did not answer.</exception>
    public async Task<IReadOnlyList<ShopLocation>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var first = await ReadAsync(AdminApi.Variables());
        var nodes = await Pages.ReadAllAsync(first, after => ReadAsync(AdminApi.Variables(("after", after))));
        return first.As(_ => nodes.Select(node => new ShopLocation(Gid.Number(node.Id), node.Name, node.IsActive)).ToList());

        async Task<AdminAnswer<Page<LocationNode>?>> ReadAsync(Dictionary<string, object> variables) =>
            (await api.SendAsync("ReadLocations", variables, AdminJson.Default.Locations, cancellationToken)).Part(data => data.Locations);
    }
}

/// <summary>A location of the shop.</summary>
public sealed record ShopLocation(long LocationId, string Name, bool IsActive);
