using InventorySync.Tests.Support;

namespace InventorySync.Tests.DevRunner;

/// <summary>
/// A checkout with the real dev.cs and two small projects: a library, and the program of the operator's verbs, which prints what the library
/// says.
/// </summary>
internal sealed class SmallCheckout : IDisposable
{
    private const string Guid = "{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}";

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
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <PropertyGroup Condition="'$(Flavour)' == 'quick'">
                <ArtifactsPath>$(MSBuildThisFileDirectory)artifacts/quick</ArtifactsPath>
              </PropertyGroup>
              <Target Name="SayWhatCompiles" BeforeTargets="CoreCompile">
                <Message Importance="high" Text="compiling $(MSBuildProjectName) with $(RoslynTargetsPath)" />
              </Target>
            </Project>
            """);
        Write("OfflinePackages.props", "<!-- Asked for: Lackable/1.2.3. -->");
        Write("InventorySync.sln", $"""
            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{Guid}") = "InventorySync.Cli", "Cli\InventorySync.Cli.csproj", "{Guid}"
            EndProject

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
        Write("Cli/Program.cs", "System.Console.WriteLine(Library.Word);");
        Write("Library/Library.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        Say("first");
    }

    public string Root => _folder.Root;

    public string File(string name) => _folder.File(name);

    public void Say(string word) => Write(
        "Library/Library.cs", $"public static class Library {{ public const string Word = \"{word}\"; }}");

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text);
    }

    public void Dispose() => _folder.Dispose();
}
