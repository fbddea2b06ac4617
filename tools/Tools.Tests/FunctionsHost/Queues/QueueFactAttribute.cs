using Xunit.Sdk;

namespace Tools.Tests.FunctionsHost.Queues;

/// <summary>A fact of the conformance suite; left out where its class needs Azurite and this machine cannot run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Tools.Tests.FunctionsHost.Queues.QueueFactDiscoverer", "Tools.Tests")]
public sealed class QueueFactAttribute : FactAttribute;
