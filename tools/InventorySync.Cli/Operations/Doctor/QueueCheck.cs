using Azure;
using Azure.Identity;
using InventorySync.Queues;

namespace InventorySync.Cli.Operations.Doctor;

/// <summary>The queues: whether they can be looked at.</summary>
internal sealed class QueueCheck(OperationsServices services)
{
    private const string Subject = "queue";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (services.Settings.Run is { } run)
        {
            // Only its process knows its queues.
            var queues = (await RunStatus.ReadAsync(run, cancellationToken)).Queues;
            return [queues is null
                ? Finding.Wrong(Subject, "the run does not know its queues: start it again")
                : Finding.Well(Subject, $"the run's own: {queues.Count} queues answer")];
        }

        if (QueueAccount.Open(services.Configuration) is not { } account)
            return [Finding.Wrong(
                Subject, "AzureWebJobsStorage is not set: a connection string, or AzureWebJobsStorage__accountName with an identity")];

        try
        {
            var found = await services.Get<IQueueInspector>().ReadAsync(cancellationToken);
            return
            [
                Finding.Well(Subject, found.Count == 0
                    ? $"{account.AccountName} answers; it has none of the app's queues yet, which are made at their first use"
                    : $"{string.Join(", ", found.Select(queue => queue.Name))} of {account.AccountName} can be read; "
                        + "that the app may write into them, only the next webhook shows"),
            ];
        }
        catch (Exception e) when (e is AggregateException or RequestFailedException or AuthenticationFailedException)
        {
            // Of tries that all failed there is one message many times.
            var reason = (e is AggregateException { InnerException: { } first } ? first : e).Message.Split('\n')[0].Trim();
            return [Finding.Wrong(
                Subject,
                $"{account.AccountName} does not answer ({reason}): check AzureWebJobsStorage, the account's network, "
                + "and the identity's role Storage Queue Data Contributor")];
        }
    }
}
