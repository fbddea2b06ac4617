using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ShopifySimulator.Webhooks;

namespace ShopifySimulator.Shop;

/// <summary>
/// Keeps a shop between runs: a file of lines, each a record or a subscription as it was written, where the last one of a kind and id
/// counts. It is written after every action, so that a killed process forgets nothing that it had told anybody, and it is shortened when it
/// is opened.
/// </summary>
public sealed class ShopFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly Dictionary<string, ShopRecord> _records = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Subscription> _subscriptions = [];
    private readonly FileStream _file;
    private long _lastId;

    private ShopFile(string path)
    {
        if (File.Exists(path)) Read(path);
        var shortened = path + ".new";
        File.Delete(shortened); // of a start that was killed
        using (_file = Create(shortened))
        {
            foreach (var record in Records) Write(new ShopFileLine(Record: record));
            foreach (var subscription in _subscriptions.Values) Write(new ShopFileLine(Subscription: subscription));
            Write(new ShopFileLine(LastId: _lastId));
            Flush();
        }

        File.Move(shortened, path, overwrite: true);
        _file = Create(path);
    }

    /// <summary>Whether there was no shop yet.</summary>
    public bool IsNew => _records.Count == 0;

    /// <summary>
    /// In the order of their ids, by which the shop finds a page: a dictionary puts a new record in a deleted one's place.
    /// </summary>
    private IEnumerable<ShopRecord> Records => _records.Values.OrderBy(SimulatedShop.IdOf);

    /// <exception cref="InvalidDataException">A line in the middle of the file is not this program's.</exception>
    public static ShopFile Open(string path) => new(path);

    /// <summary>Puts the kept state into the shop and its subscriptions, and keeps what becomes of them.</summary>
    public void Keep(SimulatedShop shop, SubscribedWebhooks subscriptions)
    {
        shop.Restore(Records, _lastId);
        subscriptions.Restore(_subscriptions.Values);
        shop.Written = record => Note(new ShopFileLine(Record: record), flush: false);
        shop.Acted = () => Note(line: null, flush: true);
        subscriptions.Written = (id, subscription) => Note(
            subscription is null ? new ShopFileLine(Unsubscribed: id) : new ShopFileLine(Subscription: subscription), flush: true);
    }

    /// <summary>Fills a new file.</summary>
    public void Fill(IEnumerable<ShopRecord> records)
    {
        lock (_lock)
        {
            foreach (var record in records)
            {
                Take(record);
                Write(new ShopFileLine(Record: record));
            }

            Flush();
        }
    }

    public void Dispose() => _file.Dispose();

    // Unbuffered: a flush hands the lines to the operating system, which outlives this process.
    private static FileStream Create(string path) => new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private static string KeyOf(string kind, long id, long? locationId) => $"{kind}/{id}/{locationId}";

    private static string KeyOf(ShopRecord record) => record switch
    {
        Location location => KeyOf("location", location.Id, null),
        Product product => KeyOf("product", product.Id, null),
        Variant variant => KeyOf("variant", variant.Id, null),
        InventoryItem item => KeyOf("item", item.Id, null),
        InventoryLevel level => KeyOf("level", level.InventoryItemId, level.LocationId),
        Deleted deleted => KeyOf(deleted.Kind, deleted.Id, deleted.LocationId),
        _ => throw new ArgumentException($"There is no record {record.GetType()}.", nameof(record)),
    };

    private void Read(string path)
    {
        var lines = File.ReadAllLines(path);
        for (var number = 0; number < lines.Length; number++)
        {
            try
            {
                Take(JsonSerializer.Deserialize(lines[number], ShopFileJson.Default.ShopFileLine)!);
            }
            catch (JsonException) when (number == lines.Length - 1)
            {
                // The process was killed in the middle of this line, and so before it told anybody.
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{path} is damaged at line {number + 1}: delete it, or start with --fresh.", e);
            }
        }
    }

    private void Take(ShopFileLine line)
    {
        if (line.Record is { } record) Take(record);
        if (line.Subscription is { } subscription) _subscriptions[subscription.Id] = subscription;
        if (line.Unsubscribed is { } id) _subscriptions.Remove(id);
        if (line.LastId is { } lastId) _lastId = Math.Max(_lastId, lastId);
    }

    private void Take(ShopRecord record)
    {
        _lastId = Math.Max(_lastId, SimulatedShop.IdOf(record));
        if (record is Deleted) _records.Remove(KeyOf(record));
        else _records[KeyOf(record)] = record;
    }

    private void Note(ShopFileLine? line, bool flush)
    {
        lock (_lock)
        {
            if (line is not null) Write(line);
            if (flush) Flush();
        }
    }

    private void Write(ShopFileLine line)
    {
        using (var writer = new Utf8JsonWriter(_lines)) JsonSerializer.Serialize(writer, line, ShopFileJson.Default.ShopFileLine);
        _lines.Write("\n"u8);
    }

    private void Flush()
    {
        _file.Write(_lines.WrittenSpan);
        _lines.Clear();
    }
}

/// <summary>One line: exactly one of these.</summary>
/// <param name="Unsubscribed">The id of a subscription that is no more.</param>
/// <param name="LastId">The greatest id that was given, which a deleted record may have had.</param>
internal sealed record ShopFileLine(
    ShopRecord? Record = null, Subscription? Subscription = null, long? Unsubscribed = null, long? LastId = null);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ShopFileLine))]
internal sealed partial class ShopFileJson : JsonSerializerContext;
