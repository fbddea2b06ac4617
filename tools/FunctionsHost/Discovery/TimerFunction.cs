using FunctionsHost.Timers;

namespace FunctionsHost.Discovery;

/// <summary>A function with a timer trigger.</summary>
internal sealed record TimerFunction(FunctionMethod Method, Schedule Schedule);
