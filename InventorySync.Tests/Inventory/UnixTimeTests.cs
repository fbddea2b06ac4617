using CsCheck;
using InventorySync.Inventory;

namespace InventorySync.Tests.Inventory;

public sealed class UnixTimeTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("2026-03-16T15:35:06+07:00", 1773650106_000000000)]
    [InlineData("2021-12-31T19:00:00-05:00", 1640995200_000000000)]
    [InlineData("2025-07-10T16:15:47.000000Z", 1752164147_000000000)]
    [InlineData("2025-07-10T16:15:47.000000001Z", 1752164147_000000001)]
    [InlineData("2025-07-10T16:15:47.5Z", 1752164147_500000000)]
    [InlineData("1969-12-31T23:59:59.999999999Z", -1)]
    public void A_time_with_an_offset_is_read_to_the_nanosecond(string text, long nanoseconds)
    {
        Assert.True(UnixTime.TryParse(text, out var time));
        Assert.Equal(nanoseconds, time.Nanoseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2025-07-10")]
    [InlineData("2025-07-10T16:15:47")]
    [InlineData("2025-07-10T16:15:47.Z")]
    [InlineData("2025-07-10T16:15:47.0000000001Z")]
    [InlineData("2025-07-10T16:15:47.123")]
    [InlineData("2025-07-10T16:15:47+0700")]
    [InlineData("2025-07-10T16:15:47+25:00")]
    [InlineData("2025-13-10T16:15:47Z")]
    [InlineData("2025-07-10T16:15:47Z ")]
    [InlineData("9999-07-10T16:15:47Z")]
    [InlineData("2262-04-11T23:47:16.999999999Z")] // within its last second
    [InlineData("1066-10-14T09:00:00Z")]
    public void A_text_that_names_no_instant_of_its_range_is_refused(string text) => Assert.False(UnixTime.TryParse(text, out _));

    [Fact]
    public void What_it_writes_it_reads() => Gen.Long[-(long.MaxValue - 1_000_000_000), long.MaxValue - 1_000_000_000].Sample(nanoseconds =>
    {
        var time = new UnixTime(nanoseconds);
        return UnixTime.TryParse(time.ToString(), out var read) && read == time;
    });
}
