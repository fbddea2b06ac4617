using System.IO.Compression;

namespace Tools.Tests.DevRunner;

/// <summary>`dotnet dev.cs` asks the package feed, and believes nobody else.</summary>
[Collection(SmallCheckout.Tests)]
public sealed class FeedTests
{
    private readonly SmallCheckout _checkout;

    public FeedTests(SmallCheckout checkout)
    {
        _checkout = checkout;
        _checkout.Renew();
    }

    [Fact]
    public async Task A_package_that_lies_in_the_cache_alone_is_lacking()
    {
        UseFeed("feed");
        AddPackage("feed");
        Assert.Contains("Packages: the real Lackable, which the feed has.", await AskAsync(), StringComparison.Ordinal);
        Assert.Contains("<OfflinePackages>false<", Remembered(), StringComparison.Ordinal);

        // The package stays in the cache, as after a restore.
        AddPackage("cache/lackable/1.2.3");
        File.Delete(_checkout.File("feed/lackable.1.2.3.nupkg"));
        Assert.Contains("since the feed lacks Lackable", await AskAsync(), StringComparison.Ordinal);
        Assert.Contains("<OfflinePackages>true<", Remembered(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_does_not_answer_is_an_error_and_nothing_is_remembered()
    {
        var before = Remembered();
        UseFeed("nowhere");

        var error = await AskAsync(expected: 1);

        Assert.Contains("The feed did not answer (see above), so nothing is remembered.", error, StringComparison.Ordinal);
        Assert.Equal(before, Remembered());
    }

    private string Remembered() => File.ReadAllText(_checkout.File("OfflinePackages.props"));

    private void UseFeed(string folder) => _checkout.Write("nuget.config", $"""
        <configuration>
          <packageSources><clear /><add key="feed" value="{folder}" /></packageSources>
        </configuration>
        """);

    private void AddPackage(string folder)
    {
        Directory.CreateDirectory(_checkout.File(folder));
        using var package = ZipFile.Open(_checkout.File(Path.Combine(folder, "lackable.1.2.3.nupkg")), ZipArchiveMode.Create);
        using var text = new StreamWriter(package.CreateEntry("lackable.nuspec").Open());
        text.Write("""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>Lackable</id><version>1.2.3</version><authors>a test</authors><description>a test's</description></metadata>
            </package>
            """);
    }

    private async Task<string> AskAsync(int expected = 0)
    {
        using var runner = new TaskRunner(_checkout.Root, ["packages"], packages: _checkout.File("cache"));
        var (exitCode, _, error) = await runner.RunAsync();
        Assert.True(exitCode == expected, error);
        return error;
    }
}
