using InventorySync.Queues;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Tools.Tests.LocalRun;

/// <summary>The README's own line for Azurite.</summary>
public sealed class AzuriteReadmeTests
{
    /// <summary>The queue client asks for a newer version of the service than Azurite knows, which Azurite refuses by default.</summary>
    [AzuriteFact]
    public async Task Azurite_as_the_README_starts_it_serves_the_apps_own_queue_client()
    {
        using var folder = new TempFolder();
        // Only where it listens and keeps its files is replaced, since other tests have an Azurite as well.
        string[] options =
        [
            .. OptionsInTheReadme().Select(option => option == ".inventorysync/azurite" ? folder.File("azurite") : option),
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", "--disableTelemetry",
        ];
        Assert.Contains(folder.File("azurite"), options);
        await using var azurite = await Azurite.StartAsync(Azurite.AllServices, options);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build();

        var queue = QueueAccount.Open(settings)!.GetQueueClient("readme");
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(BinaryData.FromString("a change"));

        Assert.Equal("a change", Assert.Single((await queue.ReceiveMessagesAsync()).Value).Body.ToString());
    }

    private static string[] OptionsInTheReadme()
    {
        const string Command = "`azurite ";
        var line = File.ReadLines(Path.Combine(Repository.Root, "README.md"))
            .Single(line => line.Contains(Command, StringComparison.Ordinal));
        var start = line.IndexOf(Command, StringComparison.Ordinal) + Command.Length;
        return line[start..line.IndexOf('`', start)].Split(' ');
    }
}
