using System.Text.Json;
using System.Text.Json.Serialization;

namespace InventorySync.Cli.Operations;

/// <summary>
/// What a `run` under way is known by: a file among what it keeps, in the shape of local.settings.json, so that verbs in a second terminal
/// find its database, its simulated store and its function app. It goes when the run ends.
/// </summary>
/// <param name="Values">The app's settings, by their names in the environment.</param>
/// <param name="SimulatedStore">Where the simulated Shopify listens, by plain HTTP.</param>
/// <param name="FunctionApp">Where the function app listens.</param>
/// <param name="QueueFile">The file of the embedded queues, where they are the ones in use.</param>
/// <param name="FunctionKey">Opens the functions for operators.</param>
internal sealed record RunFile(
    IReadOnlyDictionary<string, string?> Values, Uri SimulatedStore, Uri FunctionApp, string QueueFile, string FunctionKey)
{
    public const string Name = "run.settings.json";

    /// <summary>Writes it, for its owner's eyes: the connection string of a SQL Server may hold a password.</summary>
    /// <param name="settings">Of the app, by their names in its configuration.</param>
    /// <returns>Deletes it.</returns>
    public static IDisposable Write(
        DirectoryInfo folder, IReadOnlyDictionary<string, string?> settings, Uri simulatedStore, Uri functionApp, string queueFile,
        string functionKey)
    {
        var path = PathIn(folder.FullName);
        var values = settings.ToDictionary(
            setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value, StringComparer.Ordinal);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(path); // one of a run that was killed
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(
            file, new RunFile(values, simulatedStore, functionApp, queueFile, functionKey), RunFileJson.Default.RunFile);
        return new Deletion(path);
    }

    /// <returns>Null if no run is under way in that folder.</returns>
    /// <exception cref="InvalidDataException">The file is not this program's.</exception>
    public static RunFile? Find(string folder)
    {
        try
        {
            using var file = File.OpenRead(PathIn(folder));
            return JsonSerializer.Deserialize(file, RunFileJson.Default.RunFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{PathIn(folder)} is not what `run` writes: {e.Message}", e);
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, Name);

    private sealed class Deletion(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, WriteIndented = true)]
[JsonSerializable(typeof(RunFile))]
internal sealed partial class RunFileJson : JsonSerializerContext;
