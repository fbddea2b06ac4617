#:property PublishAot=false
#:property TieredPGO=false

// The task runner: `dotnet dev.cs help`. The same commands on every OS; CI runs them too.

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

var root = Path.GetDirectoryName(ThisFile())!;
var checkout = new Checkout(root);
var results = Path.Combine(root, "artifacts", "test-results");
string[] rest = args.Length > 1 ? args[1..] : [];

return args.FirstOrDefault() switch
{
    "run" => Prepare() ?? Start("LocalRun", ["run", .. WhoseState(), .. rest]),
    "test" => Prepare() ?? Build(checkout.Everything) ?? Report(Test(rest)),
    "loaded" => Prepare() ?? Build(checkout.Everything) ?? TestLoaded(rest),
    "results" => Report(new TestResults(rest.FirstOrDefault() ?? results)),
    "build" => Prepare() ?? Build(checkout.Everything) ?? 0,
    "bench" => Prepare() ?? Start("Benchmarks", rest.SelectMany(WhereToWrite)),
    "simulate" => Prepare() ?? Start("InventorySync.Tests", args),
    "rehearse" => Prepare() ?? Start("LocalRun", args),
    "migrate" or "grant" or "compare" => Prepare() ?? Start("InventorySync.Cli", args),
    "webhooks" or "status" or "full-sync" or "pause" or "resume" or "failed" or "drift" or "policy" or "sku" or "doctor" =>
        Prepare() ?? Start("InventorySync.Cli", [.. args, .. WhoseSettings()]),
    "packages" => Prepare(askAgain: true) ?? 0,
    "help" or null => Help(),
    var unknown => Fail($"There is no task '{unknown}'. `dotnet dev.cs help` lists them."),
};

int Help()
{
    Console.WriteLine("""
        dotnet dev.cs run        a simulated store that sells, the function app, a SQLite database; Ctrl+C stops it
          --once                 in a temporary folder: a full sync, some webhooks, a summary; exit code 0 if the tables equal the store
          --webhooks N           how many webhooks --once waits for (200); --burst makes them all at once
          --variants N           variants of the simulated store (8148)
          --fresh                forget the store and the database of the last run
          --port N               where the function app listens (7071)
          --database SqlServer   with --connection "Server=...;Database=...", a SQL Server instead of a SQLite file
        dotnet dev.cs migrate    makes the tables in a SQL Server or Azure SQL database, or brings them to this version
          --connection STRING    of the database; --schema NAME (dbo); --enable-rcsi
        dotnet dev.cs grant      makes the app's managed identity a user of an Azure SQL database, with only the rights that the app needs
          --identity NAME --client-id GUID --connection STRING [--schema NAME]
        dotnet dev.cs compare    shows an existing table beside this app's: missing, extra, different by column
          --old dbo.Sku --key VariantId [--columns old=new,...] [--new RawSkusFromShopify] --connection STRING [--schema NAME]
        dotnet dev.cs doctor     a line for each thing that the app needs, with what to do; exit code 0 only if all is well
        dotnet dev.cs status     whether the tables can be trusted now, and why not; --json
        dotnet dev.cs sku CODE   why a SKU shows its number: the sum, its sources, and what Shopify says; CODE or the variant's id
          --json --offline       --observations N
        dotnet dev.cs full-sync  runs one to its end; --dry-run shows what it would change
          --approve-shrink       lets one through that the shrink guard held
        dotnet dev.cs pause | resume             webhooks wait in the queue, nothing is applied; --reason TEXT
        dotnet dev.cs failed list | retry | drop what could not be read or applied; --id, --kind, --older-than 1d, --newer-than 2h, --all
        dotnet dev.cs drift list | summary       what full syncs had to repair, and why it was wrong; --json
          --run N --sku CODE --cause C --limit N for list; --days N for summary
        dotnet dev.cs policy set | list | remove how many of a SKU are kept back: policy set SKU --safety-stock N; --note TEXT, --id
        dotnet dev.cs webhooks   the app's subscriptions at Shopify: list, register or remove
          list                   what is missing, wrong or double; exit code 0 only if nothing is
          register               makes and repairs them; --address https://your-app.azurewebsites.net, --dry-run
          remove                 --dry-run
          --settings FILE        for all of an operator's verbs: the app's settings, below those of the environment (local.settings.json)
          --state FOLDER         instead: those of a `dotnet dev.cs run` in another terminal (.inventorysync)
        dotnet dev.cs rehearse   plays what goes wrong in production against the simulated store: a scenario's name, or all
        dotnet dev.cs test       builds with all checks, runs all tests, shows the slowest and what failed; ends with 'N passed, N failed'
          --filter EXPRESSION    only some of them, as `dotnet test --filter` has it
        dotnet dev.cs loaded N   the tests of the running system N times (20), while twelve threads keep the machine busy
        dotnet dev.cs results    shows again what the last test run came to; or that of another folder: results FOLDER
        dotnet dev.cs build      builds everything with all checks, as test does; the verbs build only what they run, without checks
        dotnet dev.cs simulate   simulated histories of the whole system, each with faults of its own; explains the first that fails
          --seed S --count N     which (1) and how many (1); --actions N of the merchants in each (200)
          --fresh N              histories of seeds that the clock gives; --faults searches the seeds that catch the planted faults
        dotnet dev.cs bench      speed, each figure beside what cannot be avoided: five to fifteen minutes
          --quick                every figure so briefly that only its working is shown: under two minutes
          --only NAME            some figures; --write puts the table into docs/performance.md; --detail looks closer at the small ones
        dotnet dev.cs packages   asks the package feed again whether it has ShopifySharp
        """);
    return 0;
}

// Asks the feed once whether it has ShopifySharp, which some feeds lack, and remembers the answer where MSBuild and an IDE find it.
// What this and a build say goes to standard error: a verb's own output may be read by a program.
int? Prepare(bool askAgain = false)
{
    if (Environment.GetEnvironmentVariable("OfflinePackages") is { Length: > 0 } forced)
    {
        Console.Error.WriteLine($"Packages: OfflinePackages={forced}, as the environment says.");
        return null;
    }

    var wanted = checkout.PackagesThatFeedsLack();
    var ids = string.Join(", ", wanted.Select(package => package.Id));
    var asked = $"Asked for: {string.Join(';', wanted.Select(package => $"{package.Id}/{package.Version}"))}.";
    var memory = Path.Combine(root, "OfflinePackages.props");
    if (!askAgain && File.Exists(memory) && File.ReadAllText(memory) is var known && known.Contains(asked, StringComparison.Ordinal))
    {
        var isOffline = known.Contains("<OfflinePackages>true<", StringComparison.Ordinal);
        Console.Error.WriteLine(Mode(isOffline, "as the feed answered before (`dotnet dev.cs packages` asks again)"));
        return null;
    }

    Console.Error.WriteLine($"Packages: asking the feed for {ids} ...");
    var (exitCode, output) = Ask(wanted);
    string[] lacks = [.. wanted.Select(package => package.Id).Where(id => Lacks(output, id))];
    if (lacks.Length == 0 && exitCode != 0)
    {
        Console.Error.WriteLine(output);
        return Fail(
            "The feed did not answer (see above), so nothing is remembered. "
            + "Mend that, or set the environment variable OfflinePackages to true or false.");
    }

    File.WriteAllText(memory, $"""
        <Project>
          <!-- Written by `dotnet dev.cs`. {asked} -->
          <PropertyGroup Condition="'$(OfflinePackages)' == ''">
            <OfflinePackages>{(lacks.Length > 0 ? "true" : "false")}</OfflinePackages>
          </PropertyGroup>
        </Project>

        """);
    var why = lacks.Length > 0 ? $"since the feed lacks {string.Join(", ", lacks)}" : "which the feed has";
    Console.Error.WriteLine(Mode(lacks.Length > 0, why));
    return null;

    string Mode(bool isOffline, string why) => isOffline
        ? $"Packages: the stand-in of tools/Offline for {ids}, {why}."
        : $"Packages: the real {ids}, {why}.";

    // NU1101: no such package. NU1102: no such version.
    static bool Lacks(string output, string id) =>
        Regex.IsMatch(output, $@"NU110[12]: Unable to find package {Regex.Escape(id)}[. ]", RegexOptions.None, TimeSpan.FromSeconds(5));
}

// Restores the exact versions and nothing else, into an empty folder: the machine's package cache cannot answer for the feed.
// The project lies below the root, so that a nuget.config there counts.
(int ExitCode, string Output) Ask(IEnumerable<(string Id, string Version)> packages)
{
    var folder = Path.Combine(root, "artifacts", "feed-probe");
    if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    Directory.CreateDirectory(folder);
    foreach (var empty in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        File.WriteAllText(Path.Combine(folder, empty), "<Project />");
    var project = Path.Combine(folder, "probe.csproj");
    var downloads = packages.Select(package => $"""<PackageDownload Include="{package.Id}" Version="[{package.Version}]" />""");
    File.WriteAllText(project, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <NuGetAudit>false</NuGetAudit>
            <RestoreFallbackFolders>clear</RestoreFallbackFolders>
          </PropertyGroup>
          <ItemGroup>
            {string.Join("\n    ", downloads)}
          </ItemGroup>
        </Project>
        """);
    var output = new StringBuilder();
    using var restore = Child.Captured(
        ["restore", project, "--packages", Path.Combine(folder, "packages"), "--no-http-cache", "-nologo"], root);
    return (restore.Wait(line => output.AppendLine(line)), output.ToString());
}

// Null if the output is there and up to date, or is now.
int? Build(Output output)
{
    if (output.IsCurrent()) return null;

    using var progress = new ProgressLine("Building", Console.Error, Console.IsErrorRedirected);
    using var turn = output.WaitForTurn(() => progress.Step("waiting for another build of this checkout", "waiting"));
    if (output.IsCurrent()) return null;
    var inputs = output.Inputs();
    var (log, compiling, clock, step, done, compiler) = (new List<string>(), new List<string>(), Stopwatch.StartNew(), "", 0, "");
    // The compiler's server makes the second project cheaper than the first. It ends with the build, as MSBuild's nodes do.
    // So this build may have one where the environment forbids servers, as CI does: they must not outlive a script.
    var server = $"inventorysync-{Environment.ProcessId}";
    using var build = Child.Captured([.. output.BuildCommand, $"-p:SharedCompilationId={server}"], root);
    var exitCode = build.Wait(line =>
    {
        var text = line.Trim();
        if (Regex.Match(text, "^(.*) -> ") is { Success: true } made)
        {
            done++;
            compiling.Remove(made.Groups[1].Value);
        }
        else if (Regex.Match(text, "^compiling (.*) with (.*)") is { Success: true } begun)
        {
            (step, compiler) = (begun.Groups[1].Value, begun.Groups[2].Value);
            compiling.Add(step);
        }
        else if (text.StartsWith("Determining projects to restore", StringComparison.Ordinal)) step = "restoring packages";
        else if (text.Length > 0) log.Add(text.Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        var now = compiling.Count > 0 ? $"compiling {string.Join(", ", compiling)}" : step;
        progress.Step($"{now} ({done} done)", step);
    });
    if (compiler.Length > 0)
    {
        using var end = Child.Captured([Path.Combine(compiler, "bincore", "VBCSCompiler.dll"), $"-pipename:{server}", "-shutdown"], root);
        end.Wait(_ => { });
    }

    if (exitCode != 0)
    {
        List<string> errors = [.. log.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct()];
        progress.Stay(string.Join('\n', errors.Count > 0 ? errors : log));
        return Fail("The build failed (see above).");
    }

    output.Remember(inputs);
    progress.Stay($"Built {done} projects in {ProgressLine.Text(clock.Elapsed)}.");
    return null;
}

// The output with all checks serves as well, if it is up to date.
int Start(string name, IEnumerable<string> arguments)
{
    var project = checkout.Project(name);
    var output = checkout.Everything.IsCurrent() ? checkout.Everything : checkout.Quick(project);
    if (Build(output) is { } failure) return failure;
    using var program = Child.InForeground([output.Program(project), .. arguments]);
    return program.Wait();
}

string[] WhoseState() => rest.Any(option => option.Split('=')[0] == "--state") ? [] : ["--state", Path.Combine(root, ".inventorysync")];

// What a verb for operators works on, unless its options say so: this checkout's local.settings.json, or else a run under way.
string[] WhoseSettings()
{
    var (settings, state) = (Path.Combine(root, "local.settings.json"), Path.Combine(root, ".inventorysync"));
    // Alone, these four ask which of their verbs is meant.
    if (args is ["webhooks" or "failed" or "drift" or "policy"]) return [];
    if (rest.Select(option => option.Split('=')[0]).Intersect(["--settings", "--state"]).Any()) return [];
    if (File.Exists(settings)) return ["--settings", settings];
    var isRunUnderWay = File.Exists(Path.Combine(state, "run.settings.json"));
    return isRunUnderWay && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("Shopify__ShopDomain")) ? ["--state", state] : [];
}

string[] WhereToWrite(string option) => option == "--write" ? [option, Path.Combine(root, "docs", "performance.md")] : [option];

TestResults Test(string[] options)
{
    // Ends a run in which no test ends for a quarter of an hour, twenty times the slowest test, and names those that run then.
    const string HangGuard = "--Blame:CollectHangDump;TestTimeout=900000;HangDumpType=None";
    if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
    Directory.CreateDirectory(results);
    using var progress = new ProgressLine("Testing", Console.Out, Console.IsOutputRedirected);
    using var log = new StreamWriter(Path.Combine(results, "output.txt"));
    var (ended, failed, skipped) = (0, 0, 0);
    using var tests = Child.Captured(
        [
            // Side by side: much of their time is waits for processes and disks.
            "test", .. checkout.TestProjects.Select(checkout.Everything.Program), "--Parallel", "--results-directory", results,
            "--logger", "trx", "--logger", "console;verbosity=normal", HangGuard, .. options,
        ],
        root);
    var exitCode = tests.Wait(line =>
    {
        log.WriteLine(line);
        if (Regex.Match(line, @"^  (Passed|Failed|Skipped) ([^\s(]+)") is not { Success: true } match) return;
        var test = TestResults.Short(match.Groups[2].Value);
        ended++;
        if (match.Groups[1].Value == "Skipped") skipped++;
        if (match.Groups[1].Value == "Failed")
        {
            failed++;
            progress.Stay($"Failed: {test}");
        }

        progress.Show(string.Create(CultureInfo.InvariantCulture, $"{ended:N0} tests, {failed} failed, {skipped} skipped; last: {test}"));
    });
    log.Dispose();
    progress.Dispose();
    File.WriteAllText(Path.Combine(results, TestResults.ExitCode), $"{exitCode}");
    return new TestResults(results);
}

// A test that races against real time fails on a slow machine. This one is made slow: the load average is twelve and more.
int TestLoaded(string[] options)
{
    string[] ofTheRunningSystem = ["InventorySync.Tests.EndToEnd", "Tools.Tests.Cli", "Tools.Tests.FunctionsHost", "Tools.Tests.LocalRun"];
    var filter = string.Join('|', ofTheRunningSystem.Select(folder => $"FullyQualifiedName~{folder}."));
    var times = 20;
    if (options.Length > 1 || (options is [var text] && (!int.TryParse(text, CultureInfo.InvariantCulture, out times) || times < 1)))
        return Fail("`dotnet dev.cs loaded` takes one number, of runs.");

    for (var thread = 0; thread < 12; thread++)
    {
        new Thread(static () =>
        {
            while (true) Thread.SpinWait(1000);
        }) { IsBackground = true }.Start();
    }

    for (var run = 1; run <= times; run++)
    {
        var tests = Test(["--filter", filter]);
        if (!tests.IsGood) return Report(tests);
        Console.WriteLine($"Run {run} of {times}: {tests.Describe(root).Last()}");
    }

    return 0;
}

// What the last run of the tests came to. The last line is for machines.
int Report(TestResults tests)
{
    foreach (var line in tests.Describe(root)) Console.WriteLine(line);
    return tests.IsGood ? 0 : 1;
}

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 1;
}

static string ThisFile([CallerFilePath] string path = "") => path;

// What the solution and its projects say about themselves. A project is the path of its file.
file sealed class Checkout(string root)
{
    private readonly string[] _solution =
    [
        .. Regex.Matches(File.ReadAllText(Path.Combine(root, "InventorySync.sln")), @"""([^""]+\.csproj)""")
            .Select(match => Path.Combine(root, match.Groups[1].Value.Replace('\\', Path.DirectorySeparatorChar))),
    ];

    public IEnumerable<string> TestProjects =>
        _solution.Where(project => References(project, "PackageReference").Contains("Microsoft.NET.Test.Sdk"));

    // All projects, with analyzers and warnings as errors, where a plain `dotnet build -c Release` puts them.
    public Output Everything => new(
        root, "everything", Path.Combine(root, "InventorySync.sln"), [], [.. _solution.SelectMany(Closure).Distinct()])
    {
        FolderOf = project => Path.Combine(Path.GetDirectoryName(project)!, "bin", "Release", "net10.0"),
        RestoreOf = project => Path.Combine(Path.GetDirectoryName(project)!, "obj", "project.nuget.cache"),
    };

    public string Project(string name) => _solution.Single(project => Output.NameOf(project) == name);

    // One project and what it refers to, only to be run: see Flavour in Directory.Build.props.
    public Output Quick(string project) =>
        new(root, $"quick-{Output.NameOf(project)}", project, ["-p:Flavour=quick"], [.. Closure(project).Distinct()])
        {
            FolderOf = each => Path.Combine(root, "artifacts", "quick", "bin", Output.NameOf(each), "release"),
            RestoreOf = each => Path.Combine(root, "artifacts", "quick", "obj", Output.NameOf(each), "project.nuget.cache"),
        };

    // Those that a project refers to only if OfflinePackages is not set, with their central versions.
    public IReadOnlyList<(string Id, string Version)> PackagesThatFeedsLack()
    {
        var versions = XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);
        return
        [
            .. _solution.SelectMany(project => XDocument.Load(project).Descendants("PackageReference"))
                .Where(reference => IsLackable(reference) || IsLackable(reference.Parent!))
                .Select(reference => reference.Attribute("Include")!.Value)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(id => (id, versions[id])),
        ];

        static bool IsLackable(XElement element) =>
            element.Attribute("Condition")?.Value.Replace(" ", "", StringComparison.Ordinal) == "'$(OfflinePackages)'!='true'";
    }

    // Also those that it refers to under a condition: they count as inputs, whether this build needs them or not.
    private static IEnumerable<string> Closure(string project) => References(project, "ProjectReference")
        .Select(reference => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference.Replace('\\', '/'))))
        .SelectMany(Closure)
        .Append(project);

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(reference => reference.Attribute("Include")!.Value);
}

// What a build makes, from what, and whether it is up to date.
file sealed class Output(string root, string name, string target, string[] options, IReadOnlyList<string> projects)
{
    private readonly string _folder = Path.Combine(root, "artifacts", "built");

    public required Func<string, string> FolderOf { get; init; }

    // NuGet's note of the packages that it restored for a project.
    public required Func<string, string> RestoreOf { get; init; }

    public IReadOnlyList<string> BuildCommand =>
    [
        "build", target, "-c", "Release", "-nologo", "-v", "minimal", "-tl:off", "-nodeReuse:false", "-p:FunctionsHostFiles=false",
        "-p:SayWhatCompiles=true", "-p:UseSharedCompilation=true", .. options,
    ];

    private string Stamp => Path.Combine(_folder, $"{name}.txt");

    public static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    public string Program(string project) => Path.Combine(FolderOf(project), $"{NameOf(project)}.dll");

    public bool IsCurrent() => File.Exists(Stamp) && File.ReadAllText(Stamp) == $"{Inputs()} {Outputs()}" && projects.All(HasItsPackages);

    // Two builds of one checkout at a time would write the same files. The system ends a turn when its holder ends, however that ends.
    public IDisposable WaitForTurn(Action whileWaiting)
    {
        Directory.CreateDirectory(_folder);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(_folder, "turn"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                whileWaiting();
                Thread.Sleep(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    // Their state from before the build: what changes meanwhile is built next time.
    public void Remember(string inputs) => File.WriteAllText(Stamp, $"{inputs} {Outputs()}");

    // Every file beside or below a project, in the folders that are built in, and at the top; but no document and not dev.cs.
    public string Inputs() => Hash(
        projects.Select(project => Path.GetDirectoryName(project)!)
            .Concat([Path.Combine(root, "infra"), Path.Combine(root, "tools", "Offline")])
            .Where(Directory.Exists)
            .SelectMany(Below)
            .Concat(Directory.EnumerateFiles(root).Where(path => Path.GetExtension(path) != ".md" && Path.GetFileName(path) != "dev.cs"))
            .Distinct());

    // The tests use some of them, such as the Bicep compiler, where they lie in the machine's package cache.
    private bool HasItsPackages(string project)
    {
        var note = RestoreOf(project);
        if (!File.Exists(note)) return true;
        using var json = JsonDocument.Parse(File.ReadAllText(note));
        return json.RootElement.GetProperty("expectedPackageFiles").EnumerateArray().All(file => File.Exists(file.GetString()));
    }

    private string Outputs() => Hash(projects.Select(FolderOf).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)));

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(below => Path.GetFileName(below) is not ("bin" or "obj")).SelectMany(Below));

    private string Hash(IEnumerable<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var offline = Environment.GetEnvironmentVariable("OfflinePackages");
        hash.AppendData(Encoding.UTF8.GetBytes($"{offline} {Environment.Version} {string.Join(' ', BuildCommand)}\n"));
        foreach (var file in paths.Order(StringComparer.Ordinal).Select(path => new FileInfo(path)))
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}\n"));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

// A dotnet process that is told to end when this one is. Only a killed dev.cs on Windows leaves it behind.
file sealed class Child : IDisposable
{
    private readonly Process _process = new();
    private readonly IReadOnlyList<IDisposable> _watches;
    private volatile bool _isStarted;
    private volatile bool _isStopped;

    private Child(ProcessStartInfo start)
    {
        // A terminal sends Ctrl+C to the child as well, which ends in its own time: this process waits, to hand on its exit code.
        List<IDisposable> watches = [PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true)];
        if (OperatingSystem.IsWindows())
        {
            // The system tells every process of the console, and ends this one when the handler returns.
            watches.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => { if (_isStarted) _process.WaitForExit(); }));
        }
        else
        {
            watches.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                Stop();
            }));
            // `dotnet dev.cs` is a parent of this process, and hands a SIGTERM down. It cannot do so when it is killed.
            var parent = ParentId();
            watches.Add(new Timer(_ => { if (ParentId() != parent) Stop(); }, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
        }

        _watches = watches;
        _process.StartInfo = start;
        _process.Start();
        _isStarted = true;
        if (_isStopped) Stop();
    }

    // With this process's own terminal.
    public static Child InForeground(IEnumerable<string> arguments) => new(new ProcessStartInfo("dotnet", arguments));

    // In English, whatever the machine speaks, since the output is read.
    public static Child Captured(IEnumerable<string> arguments, string folder) => new(new ProcessStartInfo("dotnet", arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        // The runtime's counting for later optimisations costs a build a sixth, and the build is over before that has paid for itself.
        // Of memory there is enough: fewer, larger collections are cheaper by a tenth.
        Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["DOTNET_TieredPGO"] = "0", ["DOTNET_GCgen0size"] = "0x4000000" },
    });

    public int Wait()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public int Wait(Action<string> onLine)
    {
        var turn = new Lock();
        var readers = ((StreamReader[])[_process.StandardOutput, _process.StandardError]).Select(Read).ToArray();
        Task.WaitAll(readers);
        return Wait();

        async Task Read(StreamReader reader)
        {
            while (await reader.ReadLineAsync() is { } line)
                lock (turn) onLine(line);
        }
    }

    public void Dispose()
    {
        foreach (var watch in _watches) watch.Dispose();
        _process.Dispose();
    }

    private void Stop()
    {
        _isStopped = true;
        try
        {
            if (_isStarted && !_process.HasExited) _ = Kill(_process.Id, SigTerm);
        }
        catch (InvalidOperationException)
        {
            // It has ended, and this object was disposed of in the meantime.
        }
    }

    private const int SigTerm = 15;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "getppid")]
    private static extern int ParentId();
}

// What goes on now: a line that updates in a terminal, and a line for each step or half minute in a file.
file sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _turn = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly string _what;
    private readonly TextWriter _output;
    private readonly bool _isFile;
    private readonly Timer _timer;
    private string _text = "";
    private string _step = "";
    private int _width;

    public ProgressLine(string what, TextWriter output, bool isFile)
    {
        (_what, _output, _isFile) = (what, output, isFile);
        var period = isFile ? Pause : TimeSpan.FromMilliseconds(250);
        _timer = new Timer(_ => Draw(), null, isFile ? Pause : TimeSpan.Zero, period);
    }

    public static string Text(TimeSpan time) => time.ToString(@"m\:ss", CultureInfo.InvariantCulture);

    public void Show(string text)
    {
        lock (_turn) _text = text;
    }

    // The same, and a file has a line for each step.
    public void Step(string text, string step)
    {
        lock (_turn)
        {
            _text = text;
            if (step == _step) return;
            _step = step;
        }

        if (_isFile) Draw();
    }

    // A line that stays.
    public void Stay(string line)
    {
        lock (_turn)
        {
            Clear();
            _output.WriteLine(line);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_turn) Clear();
    }

    private void Draw()
    {
        lock (_turn)
        {
            var line = $"{_what} {Text(_clock.Elapsed)} {_text}";
            if (_isFile)
            {
                _output.WriteLine(line);
                return;
            }

            var room = Math.Max(Console.WindowWidth, 40) - 1;
            if (line.Length > room) line = line[..room];
            _output.Write($"\r{line.PadRight(_width)}");
            _width = line.Length;
        }
    }

    private void Clear()
    {
        if (_width > 0) _output.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }
}

// What the test host's result files say.
file sealed class TestResults
{
    // The file beside the results that says how the test host ended.
    public const string ExitCode = "exit-code.txt";

    private const string HowWithSqlServer =
        "set INVENTORYSYNC_TEST_SQLSERVER to a connection string (Server=...;User ID=...;Password=...) and run `dotnet dev.cs test`.";

    private readonly TimeSpan _time;
    private readonly List<XElement> _tests;
    private readonly List<string> _ends;

    public TestResults(string folder)
    {
        var end = Path.Combine(folder, ExitCode);
        var exitCode = File.Exists(end) ? int.Parse(File.ReadAllText(end), CultureInfo.InvariantCulture) : 0;
        XElement[] all = [.. Read(folder, "*.trx", SearchOption.TopDirectoryOnly)];
        _tests = [.. all.Where(element => element.Name.LocalName == "UnitTestResult")];
        _time = all.Where(element => element.Name.LocalName == "Times")
            .Aggregate(TimeSpan.Zero, (sum, times) => sum + (Time(times, "finish") - Time(times, "start")));
        // A test host that crashed or hung, and an error outside of any test. Those of tests are in their results.
        _ends =
        [
            .. all.Where(element => element.Name.LocalName == "RunInfo")
                .Where(info => info.Attribute("outcome")?.Value == "Error"
                    || info.Value.Contains("inactivity time", StringComparison.Ordinal))
                .Select(info => info.Value.Trim())
                .Where(text => !text.EndsWith("[FAIL]", StringComparison.Ordinal)),
            .. Read(folder, "Sequence_*.xml", SearchOption.AllDirectories)
                .Where(test => test.Attribute("Completed")?.Value == "False")
                .Select(test => $"{Short(test.Attribute("DisplayName")!.Value)} was running.")
                .Distinct(),
        ];
        if (_tests.Count == 0) _ends.Add("no test ran.");
        else if (exitCode != 0 && _ends.Count == 0 && Failed == 0)
            _ends.Add($"The test host ended with exit code {exitCode}, but no test failed: see output.txt beside the results.");
    }

    public bool IsGood => Failed == 0 && _ends.Count == 0;

    private int Failed => _tests.Count - Count("Passed") - Count("NotExecuted");

    public static string Short(string test) => test.Replace("InventorySync.Tests.", "", StringComparison.Ordinal);

    public IEnumerable<string> Describe(string root)
    {
        yield return "";
        yield return "The slowest tests:";
        foreach (var test in _tests.OrderByDescending(Duration).Take(10))
            yield return string.Create(CultureInfo.InvariantCulture, $"{Duration(test).TotalSeconds,8:0.0} s  {Name(test)}");

        foreach (var test in _tests.Where(test => Outcome(test) is not ("Passed" or "NotExecuted")))
        {
            yield return "";
            yield return $"Failed: {Name(test)}";
            foreach (var line in Lines(test, "Message").Take(20)) yield return $"  {line}";
            foreach (var line in Lines(test, "StackTrace").Where(line => line.Contains(root, StringComparison.Ordinal)).Take(8))
                yield return $"    {line.Trim().Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}";
        }

        foreach (var end in _ends)
        {
            yield return "";
            yield return $"Incomplete run: {string.Join('\n', end.Split('\n').Take(12))}";
        }

        yield return "";
        var reasons = _tests.Where(test => Outcome(test) == "NotExecuted")
            .CountBy(test => Lines(test, "Message").FirstOrDefault() ?? "no reason was given");
        foreach (var (why, count) in reasons)
        {
            var how = why.Contains("INVENTORYSYNC_TEST_SQLSERVER", StringComparison.Ordinal) ? $" To run them, {HowWithSqlServer}" : "";
            yield return $"{count} skipped: {why}.{how}";
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{_tests.Count:N0} tests in {ProgressLine.Text(_time)}.");

        // A run that ended early counts as one more failure: those tests that it did not reach have no result.
        var (failed, skipped) = (Failed + (_ends.Count > 0 ? 1 : 0), Count("NotExecuted"));
        yield return $"{Count("Passed")} passed, {failed} failed{(skipped > 0 ? $", {skipped} skipped" : "")}";
    }

    private static DateTimeOffset Time(XElement element, string name) =>
        DateTimeOffset.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static IEnumerable<XElement> Read(string folder, string files, SearchOption where) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, files, where).SelectMany(path => XDocument.Load(path).Descendants())
        : [];

    private int Count(string outcome) => _tests.Count(test => Outcome(test) == outcome);

    private static string Outcome(XElement test) => test.Attribute("outcome")!.Value;

    private static string Name(XElement test) => Short(test.Attribute("testName")!.Value);

    private static TimeSpan Duration(XElement test) =>
        TimeSpan.TryParse(test.Attribute("duration")?.Value, CultureInfo.InvariantCulture, out var duration) ? duration : TimeSpan.Zero;

    private static IEnumerable<string> Lines(XElement test, string kind) =>
        test.Descendants().FirstOrDefault(element => element.Name.LocalName == kind)?.Value.Trim().Split('\n')
            .Select(line => line.TrimEnd()) ?? [];
}
