using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>A function that asks for the key.</summary>
public static class KeyFunction
{
    [Function("ForFriends")]
    public static HttpResponseData ForFriends([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequestData request) =>
        request.CreateResponse();
}
