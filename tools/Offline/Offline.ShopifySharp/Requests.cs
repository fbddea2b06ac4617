using System.Net;
using System.Net.Http.Headers;
using ShopifySharp.Infrastructure;

namespace ShopifySharp.Infrastructure
{
    public class CloneableRequestMessage : HttpRequestMessage
    {
        public CloneableRequestMessage(Uri url, HttpMethod method, HttpContent? content = null) : base(method, url) => Content = content;

        public virtual async Task<CloneableRequestMessage> CloneAsync(CancellationToken cancellationToken = default)
        {
            HttpContent? content = null;
            if (Content is not null)
            {
                content = new ReadOnlyMemoryContent(await Content.ReadAsByteArrayAsync(cancellationToken));
                foreach (var (name, values) in Content.Headers) content.Headers.Add(name, values);
            }

            var clone = new CloneableRequestMessage(RequestUri!, Method, content);
            foreach (var (name, values) in Headers) clone.Headers.Add(name, values);
            return clone;
        }
    }
}

namespace ShopifySharp
{
    public delegate Task<RequestResult<T>> ExecuteRequestAsync<T>(CloneableRequestMessage request);

    public interface IRequestExecutionPolicy
    {
        Task<RequestResult<T>> Run<T>(
            CloneableRequestMessage baseRequestMessage, ExecuteRequestAsync<T> executeRequestAsync, CancellationToken cancellationToken,
            int? graphqlQueryCost = null);
    }

    public class DefaultRequestExecutionPolicy : IRequestExecutionPolicy
    {
        public Task<RequestResult<T>> Run<T>(
            CloneableRequestMessage baseRequestMessage, ExecuteRequestAsync<T> executeRequestAsync, CancellationToken cancellationToken,
            int? graphqlQueryCost = null) =>
            executeRequestAsync(baseRequestMessage);
    }

    public class RequestResult<T>(
        string requestInfo, HttpResponseHeaders httpResponseHeaders, T result, string rawResult, string rawLinkHeaderValue,
        HttpStatusCode statusCode)
    {
        public string? RequestInfo { get; } = requestInfo;

        public HttpResponseHeaders ResponseHeaders { get; } = httpResponseHeaders;

        public HttpStatusCode StatusCode { get; } = statusCode;

        public T Result { get; } = result;

        public string RawResult { get; } = rawResult;

        public string? RawLinkHeaderValue { get; } = rawLinkHeaderValue;
    }
}
