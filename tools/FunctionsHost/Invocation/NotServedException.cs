using System.Runtime.CompilerServices;

namespace FunctionsHost.Invocation;

/// <summary>A function asks for a part of the worker's interface that no function here has needed so far.</summary>
internal sealed class NotServedException([CallerMemberName] string what = "") : NotSupportedException($"This host does not serve {what}.");
