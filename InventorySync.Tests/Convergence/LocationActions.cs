using ShopifySimulator.Shop;

namespace InventorySync.Tests.Convergence;

/// <summary>What merchants do to the locations of the model store, as Shopify lets them: at least one stays active.</summary>
internal sealed class LocationActions(History history)
{
    private const int MostLocations = 5;

    /// <summary>Two changes of one location are further apart than the coarsest Triggered-At tells; only a slip is not.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);

    private readonly Dictionary<long, DateTimeOffset> _changedAt = [];

    private SimulatedShop Shop => history.Shop;

    public string? Act(Dice dice) => dice.Below(100) switch
    {
        < 35 => Deactivate(dice),
        < 70 => Activate(dice),
        < 82 => Slip(dice),
        < 90 => Delete(dice),
        _ => Add(dice),
    };

    /// <summary>
    /// Shopify moves the stock to another location where it has to. Stock stays where a location was left before Shopify asked for that,
    /// and it can be adjusted there.
    /// </summary>
    private string? Deactivate(Dice dice)
    {
        var active = Active();
        if (active.Count < 2 || AnyQuiet(active, dice) is not { } location) return null;
        var moves = dice.Chance(300);
        if (moves) MoveStock(location.Id, dice.Of<Location>([.. active.Where(other => other.Id != location.Id)]).Id);
        Set(location.Id, isActive: false);
        return $"location {location.Id} is deactivated{(moves ? ", its stock moved before" : "")}";
    }

    private string? Activate(Dice dice)
    {
        if (AnyQuiet(Inactive(), dice) is not { } location) return null;
        Set(location.Id, isActive: true);
        return $"location {location.Id} is activated";
    }

    /// <summary>
    /// Deactivated or activated by mistake, and back within the second. Of two statements of one instant only a full sync tells which is
    /// the later one.
    /// </summary>
    private string? Slip(Dice dice)
    {
        if (!history.Plan.HasFullSyncs || Active().Count < 2) return null;
        if (AnyQuiet(Read(shop => shop.Locations), dice) is not { } location) return null;
        var until = history.Scheduler.Now.AddMilliseconds(dice.Below(900));
        Set(location.Id, !location.IsActive);
        history.Scheduler.At(until, () =>
        {
            if (Read(shop => shop.Locations).Find(each => each.Id == location.Id) is { } there && there.IsActive != location.IsActive)
                Set(location.Id, location.IsActive);
        });
        return $"location {location.Id}, active: {location.IsActive}, is changed and changed back within a second";
    }

    private string? Delete(Dice dice)
    {
        if (AnyQuiet(Inactive(), dice) is not { } location) return null;
        Shop.DeleteLocation(location.Id);
        return $"location {location.Id} is deleted";
    }

    private string? Add(Dice dice)
    {
        if (Read(shop => shop.Locations).Count >= MostLocations) return null;
        var location = Shop.AddLocation($"Location {dice.Below(1000)}");
        foreach (var item in Read(shop => shop.Items).Where(_ => dice.Chance(300))) Shop.Connect(item.Id, location.Id, dice.Below(30));
        return $"location {location.Id} is made";
    }

    /// <summary>Shopify relocates what is there, and the items with it.</summary>
    private void MoveStock(long from, long to)
    {
        foreach (var level in Read(shop => shop.Levels).Where(level => level.LocationId == from && level.Available != 0))
        {
            if (Shop.Read(shop => shop.Level(level.InventoryItemId, to)) is null) Shop.Connect(level.InventoryItemId, to, 0);
            Shop.Move(level.InventoryItemId, from, to, level.Available);
        }
    }

    private void Set(long locationId, bool isActive)
    {
        _changedAt[locationId] = history.Scheduler.Now;
        Shop.SetLocationActive(locationId, isActive);
    }

    private List<Location> Active() => [.. Read(shop => shop.Locations).Where(location => location.IsActive)];

    private List<Location> Inactive() => [.. Read(shop => shop.Locations).Where(location => !location.IsActive)];

    private Location? AnyQuiet(List<Location> among, Dice dice)
    {
        List<Location> quiet = [.. among.Where(location =>
            !_changedAt.TryGetValue(location.Id, out var at) || history.Scheduler.Now - at >= Apart)];
        return quiet.Count == 0 ? null : dice.Of<Location>(quiet);
    }

    private List<T> Read<T>(Func<ShopView, IEnumerable<T>> read) => Shop.Read(shop => read(shop).ToList());
}
