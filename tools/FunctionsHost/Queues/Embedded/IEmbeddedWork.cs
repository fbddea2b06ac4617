namespace FunctionsHost.Queues.Embedded;

/// <summary>A statement that somebody waits for, run in a transaction with others.</summary>
internal interface IEmbeddedWork
{
    void Run(EmbeddedStatements statements);

    /// <summary>Says that the transaction is committed.</summary>
    void Succeed();

    void Fail(Exception reason);
}
