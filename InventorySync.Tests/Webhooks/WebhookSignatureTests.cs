using System.Text;
using InventorySync.Webhooks;

namespace InventorySync.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    /// <summary>Test cases 1 and 2 of RFC 4231, their results in hex; https://www.rfc-editor.org/rfc/rfc4231#section-4</summary>
    public static TheoryData<string, string, string> KnownAnswers => new()
    {
        { new string('\u000b', 20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
        { "Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void A_known_signature_verifies(string secret, string body, string hex)
    {
        var header = Convert.ToBase64String(Convert.FromHexString(hex));
        var bytes = Encoding.UTF8.GetBytes(body);
        var signature = new WebhookSignature([secret]);
        using var streamed = signature.BeginStream();
        foreach (var piece in bytes.Chunk(3)) streamed.Append(piece);

        Assert.Equal(0, signature.Verify(header, bytes));
        Assert.Equal(0, streamed.Verify(header));
    }

    [Fact]
    public void The_secret_that_verified_is_named_by_its_place()
    {
        var body = "{}"u8;
        var signature = new WebhookSignature(["new", "old"]);

        Assert.Equal(0, signature.Verify(Deliveries.Sign(body, "new"), body));
        Assert.Equal(1, signature.Verify(Deliveries.Sign(body, "old"), body));
        Assert.Null(signature.Verify(Deliveries.Sign(body, "older"), body));
    }

    [Fact]
    public void A_body_with_any_one_bit_changed_does_not_verify()
    {
        var body = """{"inventory_item_id":1}"""u8.ToArray();
        var header = Deliveries.Sign(body);
        var signature = new WebhookSignature([Deliveries.Secret]);

        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            var changed = (byte[])body.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(signature.Verify(header, changed));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEMAAAA=")]
    public void A_header_that_is_no_signature_does_not_verify(string? header) =>
        Assert.Null(new WebhookSignature(["Jefe"]).Verify(header, "what do ya want for nothing?"u8));
}
