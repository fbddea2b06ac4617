using System.CommandLine;
using System.Globalization;
using InventorySync.Cli.Operations.Doctor;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The verb `doctor`: a line for each thing that has to be in order, and what to do about it where it is not.</summary>
internal static class DoctorCommand
{
    public static Command Create(OperationsVerb verb) => verb.Create(
        "doctor",
        "Looks at settings, database, queue, token, secret and subscriptions, and changes nothing. Exit code 0 only if all is well.", [],
        VerbNeeds.Nothing,
        async (_, services, cancellationToken) =>
        {
            var isWell = true;
            await foreach (var finding in new Checkup(services).RunAsync(cancellationToken))
            {
                var (color, mark) = finding.IsWell ? ("green", "ok   ") : ("red", "WRONG");
                services.Console.MarkupLineInterpolated(
                    CultureInfo.InvariantCulture, $"[{color}]{mark}[/] {finding.Subject,-16} {finding.Text}");
                isWell &= finding.IsWell;
            }

            return isWell ? 0 : 1;
        });
}
