using System.Text.Json;
using System.Text.Json.Serialization;
using ShopifySharp.Infrastructure.Serialization.Json;
using ShopifySharp.Services.Graph;

namespace ShopifySharp.Services.Graph
{
    public enum GraphRequestUserErrorHandling
    {
        Throw,
        DoNotThrow,
    }

    public record GraphError
    {
        public string Message { get; set; } = string.Empty;

        public GraphErrorExtensions? Extensions { get; set; }
    }

    public record GraphErrorExtensions
    {
        public string Code { get; set; } = string.Empty;
    }

    public record GraphUserError
    {
        [JsonPropertyName("field")]
        public ICollection<string> Field { get; set; } = [];

        [JsonPropertyName("message")]
        public string Message { get; set; } = string.Empty;

        [JsonPropertyName("code")]
        public string? Code { get; set; }
    }

    public class GraphResult : IDisposable
    {
        public required IJsonElement Json { get; set; }

        public string? RequestId { get; set; }

        public void Dispose() => Json.Dispose();
    }
}

namespace ShopifySharp.Infrastructure.Serialization.Json
{
    public interface IJsonElement : IDisposable
    {
        string GetRawText();
    }

    internal sealed class DocumentElement(JsonDocument document) : IJsonElement
    {
        public JsonElement Root => document.RootElement;

        public string GetRawText() => document.RootElement.GetRawText();

        public void Dispose() => document.Dispose();
    }
}

namespace ShopifySharp
{
    public class GraphRequest
    {
        public string Query { get; set; } = "";

        public IDictionary<string, object>? Variables { get; set; }

        public int? EstimatedQueryCost { get; set; }

        public GraphRequestUserErrorHandling UserErrorHandling { get; set; } = GraphRequestUserErrorHandling.Throw;
    }
}
