using ProtoBuf;
using ProtoBuf.Grpc.Configuration;

namespace InventorySync.Tests.Composition;

/// <summary>What these tests speak of the protocol between the Functions host and its workers; readers skip the numbers left out.</summary>
/// <remarks>Source: https://github.com/Azure/azure-functions-language-worker-protobuf/blob/dev/src/proto/FunctionRpc.proto</remarks>
public static class FunctionRpc
{
    /// <summary>What the host serves: a worker opens one stream, and both sides send messages on it until the worker ends.</summary>
    [Service("AzureFunctionsRpcMessages.FunctionRpc")]
    public interface IHostSide
    {
        [Operation("EventStream")]
        IAsyncEnumerable<StreamingMessage> StreamEvents(IAsyncEnumerable<StreamingMessage> messages);
    }

    /// <summary>One of its parts is set.</summary>
    [ProtoContract]
    public sealed record StreamingMessage
    {
        /// <summary>The request's, in the answer as well.</summary>
        [ProtoMember(1)]
        public string RequestId { get; init; } = "";

        [ProtoMember(4)]
        public InvocationRequest? InvocationRequest { get; init; }

        [ProtoMember(5)]
        public InvocationResponse? InvocationResponse { get; init; }

        [ProtoMember(8)]
        public FunctionLoadRequest? FunctionLoadRequest { get; init; }

        [ProtoMember(9)]
        public FunctionLoadResponse? FunctionLoadResponse { get; init; }

        [ProtoMember(14)]
        public Nothing? WorkerTerminate { get; init; }

        [ProtoMember(16)]
        public WorkerInitResponse? WorkerInitResponse { get; init; }

        [ProtoMember(17)]
        public Nothing? WorkerInitRequest { get; init; }

        [ProtoMember(29)]
        public Nothing? FunctionsMetadataRequest { get; init; }

        [ProtoMember(30)]
        public FunctionMetadataResponse? FunctionMetadataResponse { get; init; }
    }

    /// <summary>A message whose fields these tests leave at their defaults.</summary>
    [ProtoContract]
    public sealed record Nothing;

    [ProtoContract]
    public sealed record StatusResult
    {
        [ProtoMember(2)]
        public Fault? Fault { get; init; }

        [ProtoMember(4)]
        public Outcome Status { get; init; }
    }

    public enum Outcome
    {
        Failure = 0,
        Success = 1,
        Cancelled = 2,
    }

    [ProtoContract]
    public sealed record Fault
    {
        [ProtoMember(2)]
        public string Message { get; init; } = "";
    }

    [ProtoContract]
    public sealed record WorkerInitResponse
    {
        [ProtoMember(3)]
        public StatusResult? Result { get; init; }
    }

    [ProtoContract]
    public sealed record FunctionMetadataResponse
    {
        [ProtoMember(1)]
        public IList<FunctionMetadata> Functions { get; init; } = [];

        [ProtoMember(2)]
        public StatusResult? Result { get; init; }
    }

    /// <summary>What the worker says of a function, and what it gets back when the function is loaded.</summary>
    [ProtoContract]
    public sealed record FunctionMetadata
    {
        [ProtoMember(2)]
        public string ScriptFile { get; init; } = "";

        [ProtoMember(3)]
        public string EntryPoint { get; init; } = "";

        [ProtoMember(4)]
        public string Name { get; init; } = "";

        [ProtoMember(6)]
        public IDictionary<string, BindingInfo> Bindings { get; init; } = new Dictionary<string, BindingInfo>(StringComparer.Ordinal);

        [ProtoMember(10)]
        public IList<string> RawBindings { get; init; } = [];

        [ProtoMember(13)]
        public string FunctionId { get; init; } = "";
    }

    [ProtoContract]
    public sealed record BindingInfo
    {
        [ProtoMember(2)]
        public string Type { get; init; } = "";

        [ProtoMember(3)]
        public int Direction { get; init; }

        [ProtoMember(4)]
        public int DataType { get; init; }
    }

    [ProtoContract]
    public sealed record FunctionLoadRequest
    {
        [ProtoMember(1)]
        public string FunctionId { get; init; } = "";

        [ProtoMember(2)]
        public FunctionMetadata? Metadata { get; init; }
    }

    [ProtoContract]
    public sealed record FunctionLoadResponse
    {
        [ProtoMember(2)]
        public StatusResult? Result { get; init; }
    }

    [ProtoContract]
    public sealed record InvocationRequest
    {
        [ProtoMember(1)]
        public string InvocationId { get; init; } = "";

        [ProtoMember(2)]
        public string FunctionId { get; init; } = "";

        [ProtoMember(3)]
        public IList<ParameterBinding> Inputs { get; init; } = [];

        [ProtoMember(4)]
        public IDictionary<string, TypedData> TriggerMetadata { get; init; } = new Dictionary<string, TypedData>(StringComparer.Ordinal);

        [ProtoMember(5)]
        public Nothing TraceContext { get; init; } = new();
    }

    [ProtoContract]
    public sealed record InvocationResponse
    {
        [ProtoMember(2)]
        public IList<ParameterBinding> Outputs { get; init; } = [];

        [ProtoMember(3)]
        public StatusResult? Result { get; init; }

        [ProtoMember(4)]
        public TypedData? ReturnValue { get; init; }

        public TypedData? Output(string name) => Outputs.SingleOrDefault(output => output.Name == name)?.Data;
    }

    [ProtoContract]
    public sealed record ParameterBinding
    {
        [ProtoMember(1)]
        public string Name { get; init; } = "";

        [ProtoMember(2)]
        public TypedData? Data { get; init; }
    }

    /// <summary>One of its parts is set.</summary>
    [ProtoContract]
    public sealed record TypedData
    {
        [ProtoMember(1)]
        public string? Text { get; init; }

        [ProtoMember(2)]
        public string? Json { get; init; }

        [ProtoMember(3)]
        public byte[]? Bytes { get; init; }

        [ProtoMember(5)]
        public RpcHttp? Http { get; init; }
    }

    /// <summary>A request, or an answer.</summary>
    [ProtoContract]
    public sealed record RpcHttp
    {
        [ProtoMember(1)]
        public string Method { get; init; } = "";

        [ProtoMember(2)]
        public string Url { get; init; } = "";

        [ProtoMember(3)]
        public IDictionary<string, string> AnswerHeaders { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        [ProtoMember(4)]
        public TypedData? Body { get; init; }

        [ProtoMember(12)]
        public string StatusCode { get; init; } = "";

        [ProtoMember(20)]
        public IDictionary<string, NullableText> RequestHeaders { get; init; } =
            new Dictionary<string, NullableText>(StringComparer.OrdinalIgnoreCase);
    }

    [ProtoContract]
    public sealed record NullableText
    {
        [ProtoMember(1)]
        public string? Value { get; init; }
    }
}
