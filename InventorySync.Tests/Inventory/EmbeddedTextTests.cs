using InventorySync.Inventory;

namespace InventorySync.Tests.Inventory;

public sealed class EmbeddedTextTests
{
    private static readonly EmbeddedText Queries = new(typeof(EmbeddedText).Assembly, "InventorySync.Shopify.Queries", ".graphql");

    [Fact]
    public void The_texts_of_a_folder_are_found_by_their_names_without_the_ending()
    {
        Assert.Contains("ReadScopes", Queries.Names);
        Assert.Equal(Queries.Names.Order(StringComparer.Ordinal), Queries.Names);
        Assert.All(Queries.Names, name => Assert.Contains("{", Queries[name], StringComparison.Ordinal));
    }

    [Fact]
    public void Another_folder_or_ending_has_none_of_them()
    {
        Assert.Empty(new EmbeddedText(typeof(EmbeddedText).Assembly, "InventorySync.Shopify.Que", ".graphql").Names);
        Assert.Empty(new EmbeddedText(typeof(EmbeddedText).Assembly, "InventorySync.Shopify.Queries", ".sql").Names);
    }

    [Fact]
    public void A_text_that_was_not_embedded_is_named_in_the_fault() => Assert.Equal(
        "InventorySync.Shopify.Queries.ReadNothing.graphql is not in this build.",
        Assert.Throws<InvalidOperationException>(() => Queries["ReadNothing"]).Message);
}
