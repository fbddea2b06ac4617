using CsCheck;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace Tools.Tests.ShopifySimulator.Shop;

public sealed class ShopFileTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 8, 35, 7, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    [Fact]
    public void A_new_shop_is_filled_once()
    {
        using (var first = Open(variants: 100)) ShopInvariants.Assert(first.Shop);
        using var second = Open(variants: 5);

        Assert.Equal(100, second.Shop.Read(view => view.Variants.Count()));
    }

    [Fact]
    public void Whatever_happened_is_there_again_with_no_word_of_a_close() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 80]).Sample((seed, actions) =>
        {
            using var folder = new TempFolder();
            using var life = Open(variants: 30, folder);
            var merchant = new Merchant(life.Shop, new Random(seed), changesCatalogue: true);
            for (var i = 0; i < actions; i++) merchant.Act();

            // The file as a killed process leaves it, read by another.
            using var copy = new TempFolder();
            File.Copy(folder.File("shop.jsonl"), copy.File("shop.jsonl"));
            using var next = Open(variants: 0, copy);

            Assert.Equal(ShopInvariants.Records(life.Shop), ShopInvariants.Records(next.Shop));
            Assert.Equal(life.Shop.LastId, next.Shop.LastId);
            ShopInvariants.Assert(next.Shop);
        }, iter: 25);

    [Fact]
    public void Subscriptions_are_kept_with_what_became_of_them()
    {
        using (var life = Open(variants: 1))
        {
            var kept = life.Subscriptions.Add(id => NewSubscription(id, "INVENTORY_LEVELS_UPDATE"));
            var removed = life.Subscriptions.Add(id => NewSubscription(id, "INVENTORY_LEVELS_CONNECT"));
            life.Subscriptions.Change(kept.Id, subscription => subscription with { Uri = "https://elsewhere.example.com/" });
            life.Subscriptions.Remove(removed.Id);
        }

        for (var life = 0; life < 2; life++)
        {
            using var next = Open(variants: 0);
            var subscription = Assert.Single(next.Subscriptions.All);
            Assert.Equal(
                ("INVENTORY_LEVELS_UPDATE", "https://elsewhere.example.com/", Start),
                (subscription.Topic, subscription.Uri, subscription.CreatedAt));
            Assert.Equal(["id", "variants.price"], subscription.IncludeFields.AsEnumerable());
        }
    }

    [Fact]
    public void A_last_line_that_was_cut_off_never_was_and_the_shop_goes_on_from_before_it()
    {
        IReadOnlyList<Subscription> before;
        using (var life = Open(variants: 20))
        {
            life.Subscriptions.Add(id => NewSubscription(id, "INVENTORY_LEVELS_UPDATE"));
            before = life.Subscriptions.All;
            life.Subscriptions.Add(id => NewSubscription(id, "INVENTORY_LEVELS_CONNECT"));
        }

        var bytes = File.ReadAllBytes(_folder.File("shop.jsonl"));
        var lastLine = Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2) + 1;
        for (var end = lastLine; end < bytes.Length - 1; end += 7)
        {
            using var folder = new TempFolder();
            File.WriteAllBytes(folder.File("shop.jsonl"), bytes[..end]);
            using (var next = Open(variants: 0, folder))
            {
                Assert.Equal(
                    before.Select(subscription => subscription.Topic), next.Subscriptions.All.Select(subscription => subscription.Topic));
                next.Subscriptions.Add(id => NewSubscription(id, "PRODUCTS_UPDATE"));
            }

            using var afterIt = Open(variants: 0, folder);
            Assert.Equal(
                ["INVENTORY_LEVELS_UPDATE", "PRODUCTS_UPDATE"], afterIt.Subscriptions.All.Select(subscription => subscription.Topic));
            ShopInvariants.Assert(afterIt.Shop);
        }
    }

    [Fact]
    public void A_line_that_cannot_be_read_in_the_middle_is_no_reason_to_go_on()
    {
        using (Open(variants: 20))
        {
        }

        var lines = File.ReadAllLines(_folder.File("shop.jsonl"));
        File.WriteAllLines(_folder.File("shop.jsonl"), [lines[0][..^1], .. lines[1..]]);

        Assert.Throws<InvalidDataException>(() => Open(variants: 0));
        File.WriteAllLines(_folder.File("shop.jsonl"), lines);
        using var again = Open(variants: 0);
    }

    [Fact]
    public void The_id_of_a_deleted_record_is_not_given_again()
    {
        long deleted;
        using (var life = Open(variants: 1))
        {
            deleted = life.Shop.AddProduct("Ephemeral").Id;
            life.Shop.DeleteProduct(deleted);
        }

        for (var life = 0; life < 2; life++)
        {
            using var next = Open(variants: 0);
            Assert.True(next.Shop.LastId >= deleted);
        }
    }

    [Fact]
    public void It_is_written_anew_at_each_start_with_the_last_states_only()
    {
        using (var life = Open(variants: 20))
        {
            var merchant = new Merchant(life.Shop, new Random(1), changesCatalogue: false);
            for (var i = 0; i < 500; i++) merchant.Act();
        }

        var length = new FileInfo(_folder.File("shop.jsonl")).Length;
        using var next = Open(variants: 0);

        Assert.InRange(new FileInfo(_folder.File("shop.jsonl")).Length, 1, length / 5);
    }

    [Fact]
    public void What_a_killed_start_has_left_beside_it_is_not_taken_for_the_shop()
    {
        IReadOnlyList<string> records;
        using (var life = Open(variants: 3)) records = ShopInvariants.Records(life.Shop);
        File.WriteAllText(_folder.File("shop.jsonl.new"), "{\"Rec");

        for (var life = 0; life < 2; life++)
        {
            using var next = Open(variants: 0);
            Assert.Equal(records, ShopInvariants.Records(next.Shop));
        }
    }

    [Fact]
    public void Ids_stay_in_their_order_so_that_the_api_finds_its_pages()
    {
        using (var life = Open(variants: 200))
        {
            var merchant = new Merchant(life.Shop, new Random(1), changesCatalogue: true);
            for (var i = 0; i < 1_000; i++) merchant.Act();
        }

        using var next = Open(variants: 0);
        next.Shop.Read(view =>
        {
            Assert.Equal(view.Products.Select(product => product.Id).Order(), view.Products.Select(product => product.Id));
            Assert.Equal(view.Variants.Select(variant => variant.Id).Order(), view.Variants.Select(variant => variant.Id));
            Assert.Equal(view.Items.Select(item => item.Id).Order(), view.Items.Select(item => item.Id));
            return true;
        });
    }

    public void Dispose() => _folder.Dispose();

    private static Subscription NewSubscription(long id, string topic) =>
        new(id, topic, "https://app.example.com/", ["id", "variants.price"], Filter: null, Start, Start);

    private Life Open(int variants, TempFolder? folder = null)
    {
        var shop = new SimulatedShop("shop.myshopify.com", new FakeTimeProvider(Start), new Random(1));
        var subscriptions = new SubscribedWebhooks();
        var file = ShopFile.Open((folder ?? _folder).File("shop.jsonl"));
        if (file.IsNew) file.Fill(new ShopSeed(new Random(1), Start).Make(variants));
        file.Keep(shop, subscriptions);
        return new Life(shop, subscriptions, file);
    }

    private sealed record Life(SimulatedShop Shop, SubscribedWebhooks Subscriptions, ShopFile File) : IDisposable
    {
        public void Dispose() => File.Dispose();
    }
}
