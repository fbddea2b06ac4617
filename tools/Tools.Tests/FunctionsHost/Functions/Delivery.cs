namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>One delivery of a message, as a function saw it.</summary>
public sealed record Delivery(string Body, string Id, string DequeueCount, CancellationToken Token);
