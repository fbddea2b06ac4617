using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>
/// What all verbs for operators have in common: whose settings they work with, the app's services by these, and every fault as one line.
/// </summary>
internal sealed class OperationsVerb(IAnsiConsole console, TimeProvider timeProvider)
{
    /// <summary>A verb that does something with the app's services.</summary>
    /// <param name="work">Does it, and gives the process's exit code.</param>
    /// <param name="needs">What has to be in order before.</param>
    public Command Create(
        string name, string description, IReadOnlyList<Option> options, VerbNeeds needs,
        Func<ParseResult, OperationsServices, CancellationToken, Task<int>> work) =>
        Create(name, description, options, _ => needs, work);

    /// <summary>The same for a verb whose options decide whether it changes anything.</summary>
    public Command Create(
        string name, string description, IReadOnlyList<Option> options, Func<ParseResult, VerbNeeds> needs,
        Func<ParseResult, OperationsServices, CancellationToken, Task<int>> work)
    {
        var settings = new Option<string?>("--settings")
        {
            Description = "The file with the app's settings under `Values`; the environment goes over it. Default: "
                + $"{OperationsSettings.DefaultFile}, where there is one.",
        };
        var state = new Option<string?>("--state")
        {
            Description = "Works on a `run` under way instead: the folder in which it keeps its state, such as .inventorysync.",
        };
        var command = new Command(name, description);
        foreach (var option in (IReadOnlyList<Option>)[.. options, settings, state]) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(settings) is not null && result.GetValue(state) is not null)
                result.AddError("Say either --settings or --state.");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            async () => parsed.GetValue(state) is { } folder
                ? await OperationsSettings.OfRunAsync(folder, cancellationToken)
                : OperationsSettings.OfFile(
                    parsed.GetValue(settings) ?? OperationsSettings.DefaultFile, isAskedFor: parsed.GetValue(settings) is not null),
            services => work(parsed, services, cancellationToken),
            needs(parsed),
            // A program reads what is printed.
            isQuiet: options.OfType<Option<bool>>().Any(option => option.Name == "--json" && parsed.GetValue(option)),
            cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(
        Func<Task<OperationsSettings>> readSettings, Func<OperationsServices, Task<int>> work, VerbNeeds needs, bool isQuiet,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var services = await OperationsServices.OpenAsync(
                await readSettings(), needs, console, timeProvider, cancellationToken);
            var shop = needs is VerbNeeds.Nothing ? "" : services.ShopDomain + ", ";
            if (!isQuiet)
                console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{shop}by {services.Settings.Description}[/]");
            return await work(services);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.MarkupLine("Stopped.");
            return 1;
        }
        catch (Exception e) when (FaultLines.LinesOf(e) is { Count: > 0 } lines)
        {
            foreach (var line in lines) console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{line}[/]");
            return 1;
        }
    }
}
