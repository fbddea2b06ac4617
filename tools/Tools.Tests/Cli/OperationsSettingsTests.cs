using InventorySync.Cli.Operations;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Tools.Tests.Cli;

public sealed class OperationsSettingsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_read_as_Core_Tools_read_it_comments_and_colons_included()
    {
        var settings = Read("""
            {
              // of this machine
              "IsEncrypted": false,
              "Values": {
                "Shopify__ShopDomain": "shop.myshopify.com", "InventorySync:Database": "Sqlite", "InventorySync__MaxShrinkPercent": 30,
              }
            }
            """);

        Assert.Equal(
            ("shop.myshopify.com", "Sqlite", "30"),
            (settings["Shopify:ShopDomain"], settings["InventorySync:Database"], settings["InventorySync:MaxShrinkPercent"]));
    }

    [Theory]
    [InlineData("", "is not the JSON of a local.settings.json")]
    [InlineData("[]", "is not the JSON of a local.settings.json")]
    [InlineData("{}", "has no object \"Values\"")]
    [InlineData("""{"IsEncrypted":true,"Values":{"a":"b"}}""", "is encrypted")]
    public void What_is_no_such_file_is_refused_in_one_line(string text, string expected)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read(text));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_file_that_is_missing_is_refused_only_where_it_was_asked_for()
    {
        Assert.Contains(
            "There is no",
            Assert.Throws<InvalidDataException>(() => OperationsSettings.OfFile(_folder.File("none.json"), isAskedFor: true)).Message,
            StringComparison.Ordinal);
        Assert.Empty(OperationsSettings.OfFile(_folder.File("none.json"), isAskedFor: false).Values);
    }

    [Fact]
    public async Task A_run_that_is_not_there_or_was_killed_is_said_to_be_so()
    {
        var none = await Assert.ThrowsAsync<InvalidDataException>(
            () => OperationsSettings.OfRunAsync(_folder.Root, CancellationToken.None));
        using var killed = RunFile.Write(
            new DirectoryInfo(_folder.Root), new Dictionary<string, string?>(StringComparer.Ordinal), new Uri("http://127.0.0.1:1"),
            new Uri("http://127.0.0.1:1"), "queues.db", "key");
        var stale = await Assert.ThrowsAsync<InvalidDataException>(
            () => OperationsSettings.OfRunAsync(_folder.Root, CancellationToken.None));

        Assert.StartsWith("No run is under way in", none.Message, StringComparison.Ordinal);
        Assert.Equal(none.Message, stale.Message);
    }

    [Fact]
    public void A_run_is_written_down_for_its_owner_and_goes_with_it()
    {
        var path = _folder.File(RunFile.Name);
        using (RunFile.Write(
            new DirectoryInfo(_folder.Root),
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Shopify:ShopDomain"] = "s.myshopify.com" },
            new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:2"), "queues.db", "key"))
        {
            Assert.Equal("s.myshopify.com", RunFile.Find(_folder.Root)!.Values["Shopify__ShopDomain"]);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.False(File.Exists(path));
        Assert.Null(RunFile.Find(_folder.Root));
    }

    private ConfigurationManager Read(string text)
    {
        File.WriteAllText(_folder.File("local.settings.json"), text);
        var configuration = new ConfigurationManager();
        OperationsSettings.OfFile(_folder.File("local.settings.json"), isAskedFor: true).AddTo(configuration);
        return configuration;
    }
}
