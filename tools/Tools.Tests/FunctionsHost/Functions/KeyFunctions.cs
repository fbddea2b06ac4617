using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>Two functions that ask for the key.</summary>
public static class KeyFunctions
{
    [Function("ForFriends")]
    public static HttpResponseData ForFriends([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequestData request) => request.CreateResponse();

    [Function("ForAdmins")]
    public static HttpResponseData ForAdmins([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequestData request) => request.CreateResponse();
}
