using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL.Execution;
using ShopifySimulator.Api.Cost;

namespace ShopifySimulator.Bulk;

/// <summary>
/// Turns a page of GraphQL's answer into lines: one for each node of each connection, which names the nearest node that it lies in as its
/// parent.
/// </summary>
internal sealed class BulkLineWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly ArrayBufferWriter<byte> _escaped = new();
    private readonly Utf8JsonWriter _json;

    public BulkLineWriter() =>
        _json = new Utf8JsonWriter(
            _buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public void Dispose() => _json.Dispose();

    /// <returns>The lines without a parent, in their order.</returns>
    public IEnumerable<BulkLine> Lines(RootExecutionNode answer)
    {
        List<ObjectExecutionNode> connections = [];
        foreach (var field in answer.SubFields ?? []) Collect(field, connections);
        return connections.SelectMany(NodesOf).Select(node => Line(node, parent: null, parentId: null));
    }

    private BulkLine Line(ObjectExecutionNode node, BulkLine? parent, string? parentId)
    {
        List<ObjectExecutionNode> connections = [];
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        WriteFields(node, connections);
        if (parentId is not null) _json.WriteString("__parentId", parentId);
        _json.WriteEndObject();
        _json.Flush();

        var line = new BulkLine(Escape(_buffer.WrittenSpan), parent);
        if (connections.Count == 0) return line;
        var id = (string)node.SubFields!.First(field => field.FieldDefinition.Name == "id").Result!;
        line.Children.AddRange(connections.SelectMany(NodesOf).Select(child => Line(child, line, id)));
        return line;
    }

    private static IEnumerable<ObjectExecutionNode> NodesOf(ObjectExecutionNode connection) =>
        ChildrenOf(connection, "edges").SelectMany(edges => (edges as ArrayExecutionNode)?.Items ?? [])
            .SelectMany(edge => ChildrenOf((ObjectExecutionNode)edge, "node").Take(1))
            .OfType<ObjectExecutionNode>();

    private static IEnumerable<ExecutionNode> ChildrenOf(ObjectExecutionNode node, string field) =>
        (node.SubFields ?? []).Where(child => child.FieldDefinition.Name == field);

    /// <summary>Connections are no part of the line: their nodes are lines of their own.</summary>
    private void WriteFields(ObjectExecutionNode node, List<ObjectExecutionNode> connections)
    {
        foreach (var field in node.SubFields!)
        {
            if (field is ObjectExecutionNode connection && QueryCost.IsConnection(connection.GraphType))
            {
                connections.Add(connection);
                continue;
            }

            _json.WritePropertyName(field.Name!);
            Write(field, connections);
        }
    }

    private void Write(ExecutionNode node, List<ObjectExecutionNode> connections)
    {
        switch (node)
        {
            case ObjectExecutionNode { SubFields: not null } inner:
                _json.WriteStartObject();
                WriteFields(inner, connections);
                _json.WriteEndObject();
                break;
            case ArrayExecutionNode { Items: { } items }:
                _json.WriteStartArray();
                foreach (var item in items) Write(item, connections);
                _json.WriteEndArray();
                break;
            case ArrayExecutionNode { SerializedResult: { } values }:
                _json.WriteStartArray();
                foreach (var value in values) WriteValue(value);
                _json.WriteEndArray();
                break;
            case ValueExecutionNode value:
                WriteValue(value.Result);
                break;
            default:
                _json.WriteNullValue();
                break;
        }
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null: _json.WriteNullValue(); break;
            case string text: _json.WriteStringValue(text); break;
            case bool flag: _json.WriteBooleanValue(flag); break;
            case int number: _json.WriteNumberValue(number); break;
            default: throw new NotSupportedException($"A scalar became {value.GetType()}.");
        }
    }

    private static void Collect(ExecutionNode node, List<ObjectExecutionNode> connections)
    {
        if (node is not ObjectExecutionNode { SubFields: { } fields } found) return;
        if (QueryCost.IsConnection(found.GraphType)) connections.Add(found);
        else foreach (var field in fields) Collect(field, connections);
    }

    /// <summary>Shopify's writer escapes slashes and ampersands; both occur within strings only.</summary>
    private byte[] Escape(ReadOnlySpan<byte> json)
    {
        _escaped.ResetWrittenCount();
        while (json.IndexOfAny((byte)'/', (byte)'&') is var special and >= 0)
        {
            _escaped.Write(json[..special]);
            _escaped.Write(json[special] == '/' ? @"\/"u8 : @"\u0026"u8);
            json = json[(special + 1)..];
        }

        _escaped.Write(json);
        _escaped.Write("\n"u8);
        return _escaped.WrittenSpan.ToArray();
    }
}
