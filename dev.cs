#:property PublishAot=false

// The task runner: `dotnet dev.cs help`. The same commands on every OS; CI runs them too.

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

var root = Path.GetDirectoryName(ThisFile())!;
var cli = Path.Combine(root, "tools", "InventorySync.Cli");
var testProject = Path.Combine(root, "InventorySync.Tests");
var benchmarks = Path.Combine(root, "tools", "Benchmarks");

// Ctrl+C goes to the child as well, which stops in its own good time: this process has to outlive it, to hand on its exit code.
Console.CancelKeyPress += (_, e) => e.Cancel = true;

string[] rest = args.Length > 1 ? args[1..] : [];
return args.FirstOrDefault() switch
{
    "run" => Prepare() ?? Build(cli) ?? Run(rest),
    "test" => Prepare() ?? Test(rest),
    "bench" => Prepare() ?? Build(benchmarks) ?? Bench(rest),
    "migrate" or "grant" or "compare" => Prepare() ?? Build(cli) ?? Verb(args),
    "simulate" => Prepare() ?? Build(testProject) ?? Inherit([Path.Combine(testProject, "bin", "Release", "net10.0", "InventorySync.Tests.dll"), .. args]),
    "webhooks" or "status" or "full-sync" or "pause" or "resume" or "failed" or "drift" or "policy" or "sku" or "doctor" => Prepare() ?? Build(cli) ?? Verb([.. args, .. WhoseSettings()]),
    "rehearse" => Prepare() ?? Build(cli) ?? Verb(args),
    "packages" => Prepare(askAgain: true) ?? 0,
    "help" or null => Help(),
    var unknown => Fail($"There is no task '{unknown}'. `dotnet dev.cs help` lists them."),
};

int Help()
{
    Console.WriteLine("""
        dotnet dev.cs run        a simulated store that sells, the function app, a SQLite database; Ctrl+C stops it
          --once                 in a temporary folder: one full sync, some webhooks, a summary; exit code 0 only if the tables equal the store
          --webhooks N           how many webhooks --once waits for (200); --burst makes them all at once
          --variants N           variants of the simulated store (8148)
          --fresh                forget the store and the database of the last run
          --port N               where the function app listens (7071)
          --database SqlServer   with --connection "Server=...;Database=...", a SQL Server instead of a SQLite file
        dotnet dev.cs migrate    makes the tables in a SQL Server or Azure SQL database, or brings them to this version
          --connection STRING    of the database; --schema NAME (dbo); --enable-rcsi
        dotnet dev.cs grant      makes the app's managed identity a user of an Azure SQL database, with the rights that the app needs and no more
          --identity NAME --client-id GUID --connection STRING [--schema NAME]
        dotnet dev.cs compare    shows a table of before beside this app's: missing, extra, different by column
          --old dbo.Sku --key VariantId [--columns old=new,...] [--new RawSkusFromShopify] --connection STRING [--schema NAME]
        dotnet dev.cs doctor     whether all that the app needs is there and may be used, a line each with what to do; exit code 0 only if all is well
        dotnet dev.cs status     whether the tables can be trusted now, and why not; --json
        dotnet dev.cs sku CODE   why a SKU shows its number: the sum, where each of it came from, and what Shopify says; by its code or its variant's id; --json, --offline, --observations N
        dotnet dev.cs full-sync  runs one to its end; --dry-run shows what it would change; --approve-shrink lets one through that the shrink guard held
        dotnet dev.cs pause | resume    webhooks wait in the queue, nothing is applied; --reason TEXT
        dotnet dev.cs failed list | retry | drop    what could not be read or applied; --id, --kind, --older-than 1d, --newer-than 2h, --all
        dotnet dev.cs drift list | summary          what full syncs had to repair, and why it had been wrong; list: --run N, --sku CODE, --cause C, --limit N; summary: --days N; --json
        dotnet dev.cs policy set | list | remove    how many of a SKU are kept back: policy set SKU --safety-stock N, by its code or its variant's id; --note TEXT, --id
        dotnet dev.cs webhooks   the app's subscriptions at Shopify: list, register or remove
          list                   what is missing, wrong or double; exit code 0 only if nothing is
          register               makes and repairs them; --address https://your-app.azurewebsites.net, --dry-run
          remove                 --dry-run
          --settings FILE        all verbs for operators: the app's settings, under those of the environment (local.settings.json; without one and without
          --state FOLDER         a shop in the environment, a `dotnet dev.cs run` in another terminal, which --state .inventorysync names in any case)
        dotnet dev.cs rehearse   plays what goes wrong in production against the simulated store, and tells when it was noticed and mended: a scenario's name, or all
        dotnet dev.cs test       all tests; ends with 'N passed, N failed'
          --filter EXPRESSION    only some of them, as `dotnet test --filter` has it
        dotnet dev.cs simulate   simulated histories of the whole system, each with faults of its own; prints the first that fails at its shortest, in words
          --seed S --count N     which (1) and how many (1); --actions N of the merchants in each (200)
        dotnet dev.cs bench      speed, each figure beside what cannot be avoided: five to fifteen minutes
          --quick                every figure so briefly that only its working is shown: under two minutes
          --only NAME            some figures; --write puts the table into docs/performance.md; --detail looks closer at the small ones
        dotnet dev.cs packages   asks the package feed again whether it has the Functions worker and ShopifySharp
        """);
    return 0;
}

// Asks the feed once whether it has the packages that some feeds lack, and remembers the answer where MSBuild and an IDE find it.
int? Prepare(bool askAgain = false)
{
    if (Environment.GetEnvironmentVariable("OfflinePackages") is { Length: > 0 } forced)
    {
        Console.WriteLine($"Packages: OfflinePackages={forced}, as the environment says.");
        return null;
    }

    var wanted = PackagesThatFeedsLack();
    var asked = string.Join(';', wanted.Select(package => $"{package.Id}/{package.Version}"));
    var memory = Path.Combine(root, "OfflinePackages.props");
    if (!askAgain && File.Exists(memory) && File.ReadAllText(memory) is var known && known.Contains(asked, StringComparison.Ordinal))
    {
        var isOffline = known.Contains("<OfflinePackages>true<", StringComparison.Ordinal);
        Console.WriteLine(Mode(isOffline, "as the feed answered before (`dotnet dev.cs packages` asks again)"));
        return null;
    }

    Console.WriteLine("Packages: asking the feed for the Functions worker and ShopifySharp ...");
    var (exitCode, output) = Capture("restore", ["restore", WriteProbe(wanted), "--force", "-nologo"]);
    string[] lacks = [.. wanted.Select(package => package.Id).Where(id => Lacks(output, id))];
    if (lacks.Length == 0 && exitCode != 0)
    {
        Console.Error.WriteLine(output);
        return Fail("The feed could not be asked (see above), so nothing was remembered. Mend that, or set the environment variable OfflinePackages to true or false.");
    }

    File.WriteAllText(memory, $"""
        <Project>
          <!-- Written by `dotnet dev.cs`. Asked for: {asked}. -->
          <PropertyGroup Condition="'$(OfflinePackages)' == ''">
            <OfflinePackages>{(lacks.Length > 0 ? "true" : "false")}</OfflinePackages>
          </PropertyGroup>
        </Project>

        """);
    Console.WriteLine(Mode(lacks.Length > 0, lacks.Length > 0 ? $"since the feed lacks {string.Join(", ", lacks)}" : "which the feed has"));
    return null;

    static string Mode(bool isOffline, string why) => isOffline
        ? $"Packages: the declarations of tools/Offline in place of the real ones, {why}."
        : $"Packages: the real ones, {why}.";

    // NU1101: no such package. NU1102: no such version. NU1603: "A depends on B (>= 1.0) but B 1.0 was not found": B is lacking, and not A.
    static bool Lacks(string output, string id) =>
        Regex.IsMatch(output, $@"NU(110[12]: Unable to find package {Regex.Escape(id)}[. ]|1603: .* but {Regex.Escape(id)} \S+ was not found)", RegexOptions.None, TimeSpan.FromSeconds(5));
}

// Those that a project refers to only if OfflinePackages is not set, with their central versions.
IReadOnlyList<(string Id, string Version)> PackagesThatFeedsLack()
{
    var versions = XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants("PackageVersion")
        .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);
    return
    [
        .. Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => XDocument.Load(path).Descendants("ItemGroup"))
            .Where(group => group.Attribute("Condition")?.Value.Replace(" ", "", StringComparison.Ordinal) == "'$(OfflinePackages)'!='true'")
            .SelectMany(group => group.Elements("PackageReference"))
            .Select(reference => reference.Attribute("Include")!.Value)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(id => (id, versions[id])),
    ];
}

// A project that asks for the exact versions and for nothing else; below the root, so that a nuget.config there counts.
string WriteProbe(IReadOnlyList<(string Id, string Version)> packages)
{
    var folder = Directory.CreateDirectory(Path.Combine(root, "artifacts", "feed-probe")).FullName;
    foreach (var empty in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"]) File.WriteAllText(Path.Combine(folder, empty), "<Project />");
    var project = Path.Combine(folder, "probe.csproj");
    File.WriteAllText(project, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
          <ItemGroup>
            {string.Join("\n    ", packages.Select(package => $"""<PackageReference Include="{package.Id}" Version="[{package.Version}]" />"""))}
          </ItemGroup>
        </Project>
        """);
    return project;
}

int? Build(string project)
{
    Console.WriteLine("Building (the first time also restores packages) ...");
    var (exitCode, output) = Capture("build", ["build", project, "-c", "Release", "-nologo", "-v", "quiet"]);
    if (exitCode == 0) return null;
    Console.Error.WriteLine(output);
    return Fail("The build failed (see above).");
}

int Run(string[] options) =>
    Inherit([Path.Combine(cli, "bin", "Release", "net10.0", "InventorySync.Cli.dll"), "run", "--state", Path.Combine(root, ".inventorysync"), .. options]);

// What a verb for operators works on, unless its options say so: this checkout's local.settings.json wherever it is called from, or else a run under way.
string[] WhoseSettings()
{
    var (settings, state) = (Path.Combine(root, "local.settings.json"), Path.Combine(root, ".inventorysync"));
    if (rest.Length == 0 || rest.Select(option => option.Split('=')[0]).Intersect(["--settings", "--state"]).Any()) return [];
    if (File.Exists(settings)) return ["--settings", settings];
    return string.IsNullOrEmpty(Environment.GetEnvironmentVariable("Shopify__ShopDomain")) && File.Exists(Path.Combine(state, "run.settings.json")) ? ["--state", state] : [];
}

int Verb(string[] arguments) => Inherit([Path.Combine(cli, "bin", "Release", "net10.0", "InventorySync.Cli.dll"), .. arguments]);

int Bench(string[] options) =>
    Inherit(
    [
        Path.Combine(benchmarks, "bin", "Release", "net10.0", "Benchmarks.dll"),
        .. options.SelectMany(option => option == "--write" ? (string[])[option, Path.Combine(root, "docs", "performance.md")] : [option]),
    ]);

int Test(string[] options)
{
    var results = Path.Combine(root, "artifacts", "test-results");
    if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
    var exitCode = Inherit(
    [
        "test", Path.Combine(root, "InventorySync.sln"), "-c", "Release", "-nologo", "-v", "quiet",
        "--results-directory", results, "--logger", "console;verbosity=minimal", "--logger", "trx", .. options,
    ]);

    // No results at all: it did not build, or it crashed.
    XElement[] tests = Directory.Exists(results)
        ? [.. Directory.EnumerateFiles(results, "*.trx").SelectMany(path => XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "UnitTestResult"))]
        : [];
    if (tests.Length == 0) return Fail("No test ran.");

    var counts = tests.CountBy(test => test.Attribute("outcome")!.Value).ToDictionary();
    foreach (var (why, count) in tests.Where(test => test.Attribute("outcome")!.Value == "NotExecuted").CountBy(Reason)) Console.WriteLine($"Left out: {count}, since {why}");
    var passed = counts.GetValueOrDefault("Passed");
    var skipped = counts.GetValueOrDefault("NotExecuted");
    var failed = tests.Length - passed - skipped;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed{(skipped > 0 ? $", {skipped} skipped" : "")}"));
    return failed > 0 ? 1 : exitCode;

    static string Reason(XElement test) =>
        test.Descendants().FirstOrDefault(element => element.Name.LocalName is "Message" or "StdOut")?.Value.Trim() ?? "no reason was given";
}

int Inherit(IEnumerable<string> arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Environment.CurrentDirectory })!;
    process.WaitForExit();
    return process.ExitCode;
}

(int ExitCode, string Output) Capture(string what, IEnumerable<string> arguments)
{
    // In English whatever the machine speaks, since NuGet's answers are read.
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        })
        ?? throw new InvalidOperationException($"dotnet {what} could not be started.");
    var error = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (process.ExitCode, output + error.Result);
}

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 1;
}

static string ThisFile([CallerFilePath] string path = "") => path;
