using InventorySync.Tests.Support;

namespace Tools.Tests.DevRunner;

/// <summary>
/// A checkout with the real dev.cs and two small projects: a library, and the program of the operator's verbs, which prints a word of the
/// library and what follows the verb. The test classes share one, since its dev.cs is compiled at its first use.
/// </summary>
[CollectionDefinition(Tests)]
public sealed class SmallCheckout : ICollectionFixture<SmallCheckout>, IDisposable
{
    public const string Tests = "tests of a small checkout";

    /// <summary>What solutions call a C# project.</summary>
    private const string Kind = "{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}";

    private const string Id = "{3C0A2C11-6B0C-4A0E-9C0B-0C2E5C1D7A01}";

    private readonly TempFolder _folder = new();

    public SmallCheckout()
    {
        foreach (var name in (string[])["dev.cs", "global.json"]) System.IO.File.Copy(Path.Combine(Repository.Root, name), File(name));
        Write("Directory.Packages.props", """
            <Project><ItemGroup><PackageVersion Include="Lackable" Version="1.2.3" /></ItemGroup></Project>
            """);
        // As in the real one: the two flavours have folders of their own.
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ShouldUnsetParentConfigurationAndPlatform>false</ShouldUnsetParentConfigurationAndPlatform>
              </PropertyGroup>
              <PropertyGroup Condition="'$(Flavour)' == 'quick'">
                <ArtifactsPath>$(MSBuildThisFileDirectory)artifacts/quick</ArtifactsPath>
              </PropertyGroup>
              <Target Name="SayWhatCompiles" BeforeTargets="CoreCompile">
                <Message Importance="high" Text="compiling $(MSBuildProjectName) with $(RoslynTargetsPath)" />
              </Target>
            </Project>
            """);
        Write("InventorySync.sln", $"""
            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{Kind}") = "InventorySync.Cli", "Cli\InventorySync.Cli.csproj", "{Id}"
            EndProject
            Global
              GlobalSection(SolutionConfigurationPlatforms) = preSolution
                Release|Any CPU = Release|Any CPU
              EndGlobalSection
              GlobalSection(ProjectConfigurationPlatforms) = postSolution
                {Id}.Release|Any CPU.ActiveCfg = Release|Any CPU
                {Id}.Release|Any CPU.Build.0 = Release|Any CPU
              EndGlobalSection
            EndGlobal

            """);
        Write("Cli/InventorySync.Cli.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup Condition="'$(NeedsPackage)' == 'true'">
                <PackageReference Include="Lackable" Condition="'$(OfflinePackages)' != 'true'" />
              </ItemGroup>
              <ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>
            </Project>
            """);
        Write("Cli/Program.cs", "System.Console.WriteLine(string.Join(' ', [Library.Word, .. System.Linq.Enumerable.Skip(args, 1)]));");
        Write("Library/Library.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        Renew();
    }

    public string Root => _folder.Root;

    public string File(string name) => _folder.File(name);

    /// <summary>As if nothing had been built in it, and nothing asked.</summary>
    public void Renew()
    {
        foreach (var made in (string[])["artifacts", "cache", "feed", "Cli/bin", "Cli/obj", "Library/bin", "Library/obj"])
            if (Directory.Exists(File(made))) Directory.Delete(File(made), recursive: true);
        System.IO.File.Delete(File("nuget.config"));
        Write("OfflinePackages.props", "<!-- Asked for: Lackable/1.2.3. -->");
        Say("first");
    }

    public void Say(string word) => Write(
        "Library/Library.cs", $"public static class Library {{ public const string Word = \"{word}\"; }}");

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text);
    }

    public void Dispose() => _folder.Dispose();
}
