using System.Text;
using CsCheck;
using InventorySync.Inventory;

namespace InventorySync.Tests.Inventory;

public sealed class CatalogueMessageTests
{
    private static readonly ChangeMessage Envelope = new(
        ChangeMessage.CurrentVersion, "", "t", "s", null, null, null, new UnixTime(3), null, null);

    [Fact]
    public void The_shape_of_a_products_message_is_a_contract_between_versions_of_this_app() => Assert.Equal(
        """
        {"productId":1,"event":"update","title":"T-Shirt \"ü\"","status":"ACTIVE","updatedAt":4000000000,
        "variants":[{"variantId":2,"inventoryItemId":3,"sku":null,"barcode":"","title":"S","price":19.90,"updatedAt":1000000000}],
        "others":[10,100,5,-7,1,0]}
        """.ReplaceLineEndings(""),
        PartOf(Envelope with
        {
            Kind = ChangeKinds.Product,
            Product = new ProductMessage(
                1, ProductEvent.Update, MustRead: false, "T-Shirt \"ü\"", "ACTIVE", Second(4),
                [new VariantMessage(2, 3, null, "", "S", 19.90m, Second(1))],
                [new VariantStamp(15, Second(93)), new VariantStamp(10, Second(100)), new VariantStamp(16, Second(93))]),
        }));

    [Theory]
    [InlineData(ProductEvent.Delete, false, """{"productId":1,"event":"delete"}""")]
    [InlineData(ProductEvent.Create, true, """{"productId":1,"event":"create","mustRead":true}""")]
    public void A_deletion_and_a_product_that_must_be_read_are_an_id_and_no_more(
        ProductEvent productEvent, bool mustRead, string expected) =>
        Assert.Equal(
            expected, PartOf(Envelope with { Kind = ChangeKinds.Product, Product = new ProductMessage(1, productEvent, mustRead) }));

    [Theory]
    [InlineData(ItemEvent.Update, """{"inventoryItemId":1,"event":"update","tracked":false,"updatedAt":4000000000}""")]
    [InlineData(ItemEvent.Delete, """{"inventoryItemId":1,"event":"delete"}""")]
    public void The_shape_of_an_items_message_is_a_contract_between_versions_of_this_app(ItemEvent itemEvent, string expected) =>
        Assert.Equal(
            expected,
            PartOf(Envelope with
            {
                Kind = ChangeKinds.Item,
                Item = itemEvent is ItemEvent.Delete
                    ? new ItemMessage(1, itemEvent)
                    : new ItemMessage(1, itemEvent, Tracked: false, Second(4)),
            }));

    [Theory]
    [InlineData("product", """ "product":{"productId":1,"event":"update"} """)]
    [InlineData("product", """ "product":{"productId":1,"event":"update","title":"t","status":"ACTIVE","updatedAt":1,"variants":[]} """)]
    [InlineData("product", """ "product":{"productId":1,"event":"explode","mustRead":true} """)]
    [InlineData(
        "product",
        """ "product":{"productId":1,"event":"update","title":"t","status":"ACTIVE","updatedAt":1,"variants":[],"others":[1]} """)]
    [InlineData("product", """
        "product":{
          "productId":1,"event":"update","title":"t","status":"ACTIVE","updatedAt":1,"variants":[{"variantId":1}],"others":[]
        }
        """)]
    [InlineData("product", """ "item":{"inventoryItemId":1,"event":"delete"} """)]
    [InlineData("item", """ "item":{"inventoryItemId":1,"event":"update","tracked":true} """)]
    [InlineData("item", """ "item":{"inventoryItemId":1,"event":"create","updatedAt":1} """)]
    public void A_message_that_lacks_what_its_event_needs_is_thrown_back_to_the_queue(string kind, string part) =>
        Assert.Throws<UnknownMessageException>(
            () => ChangeMessage.Parse(Encoding.UTF8.GetBytes($$"""
                {
                  "v":1,"kind":"{{kind}}","topic":"t","shop":"s","webhookId":null,"eventId":null,"triggeredAt":null,"receivedAt":3,
                  "apiVersion":null,"traceparent":null,{{part}}
                }
                """)));

    [Fact]
    public void Stamps_read_back_as_they_were_written_in_the_order_of_their_ids() => Gen.Select(
        Gen.Long[1, long.MaxValue], Gen.Long[0, 9_000_000_000], (id, second) => new VariantStamp(id, Second(second)))
        .Array[0, 20].Sample(stamps =>
        {
            var read = ChangeMessage.Parse((Envelope with { Kind = ChangeKinds.Product, Product =
                new ProductMessage(1, ProductEvent.Update, false, "", "", Second(1), [], stamps) }).ToBytes());
            return read.Product!.Others!.SequenceEqual(stamps.OrderBy(stamp => stamp.VariantId));
        });

    [Fact]
    public void A_product_says_that_it_is_present_and_a_deletion_that_it_and_all_its_variants_are_not()
    {
        var deletion = new ProductMessage(1, ProductEvent.Delete).ToObservation(Second(7));
        Assert.Equal((new Presence(IsPresent: false, Second(7)), null), (deletion.Presence, deletion.Details));
        Assert.Empty(deletion.Variants!.Bodies);

        var mustRead = new ProductMessage(1, ProductEvent.Create, MustRead: true).ToObservation(Second(7));
        Assert.Equal((new Presence(IsPresent: true, Second(7)), null, null), (mustRead.Presence, mustRead.Details, mustRead.Variants));
    }

    private static UnixTime Second(long second) => new(second * 1_000_000_000);

    /// <summary>What the message has besides its envelope, read back first.</summary>
    private static string PartOf(ChangeMessage message)
    {
        var bytes = message.ToBytes();
        ChangeMessage.Parse(bytes);
        var text = Encoding.UTF8.GetString(bytes);
        return text[(text.IndexOf($"\"{message.Kind}\":{{", StringComparison.Ordinal) + message.Kind.Length + 3)..^1];
    }
}
