namespace InventorySync.Shopify;

/// <summary>Reads the shop's locations, inactive ones included.</summary>
public sealed class LocationReader(AdminApi api)
{
    /// <exception cref="ShopifyCallException">Shopify did not answer.</exception>
    public async Task<IReadOnlyList<ShopLocation>> ReadAllAsync(CancellationToken cancellationToken)
    {
        List<ShopLocation> all = [];
        string? after = null;
        do
        {
            var variables = after is null ? InventoryReader.Variables() : InventoryReader.Variables(("after", after));
            var answer = await api.SendAsync("ReadLocations", variables, AdminJson.Default.Locations, cancellationToken);
            all.AddRange(answer.As(data => data.Locations.Nodes.Select(node => new ShopLocation(Gid.Number(node.Id), node.Name, node.IsActive)).ToList()));
            after = answer.Data.Locations.PageInfo is { HasNextPage: true } info ? info.EndCursor : null;
        }
        while (after is not null);

        return all;
    }
}

/// <summary>A location of the shop.</summary>
public sealed record ShopLocation(long LocationId, string Name, bool IsActive);
