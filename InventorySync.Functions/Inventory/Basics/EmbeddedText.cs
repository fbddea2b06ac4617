using System.Reflection;

namespace InventorySync.Inventory;

/// <summary>The texts of one folder that the build has embedded in an assembly, by their names without the ending.</summary>
/// <param name="folder">As the assembly names it: the root namespace, then the folders, each before a dot.</param>
/// <param name="ending">With its dot, such as ".sql"; where it is empty, the names keep theirs.</param>
public sealed class EmbeddedText(Assembly assembly, string folder, string ending)
{
    private readonly string _prefix = folder + ".";

    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(_prefix, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal))
            .Select(name => name[_prefix.Length..^ending.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <exception cref="InvalidOperationException">There is no text of that name.</exception>
    public string this[string name]
    {
        get
        {
            using var stream = assembly.GetManifestResourceStream(_prefix + name + ending)
                ?? throw new InvalidOperationException($"{_prefix}{name}{ending} is not in this build.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
