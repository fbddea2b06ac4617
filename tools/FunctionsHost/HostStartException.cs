namespace FunctionsHost;

/// <summary>
/// The host cannot start: a function asks for what it cannot serve, or a setting is missing or wrong. The message is one line for the
/// person who has to mend it.
/// </summary>
public sealed class HostStartException(string message, Exception? inner = null) : Exception(message, inner);
