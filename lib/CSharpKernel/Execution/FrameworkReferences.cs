using Microsoft.CodeAnalysis;

namespace CSharpKernel.Execution;

/// <summary>
/// What every cell may use: all assemblies of the running framework and this kernel's display API.
/// The list is explicit; what happens to be loaded plays no part.
/// </summary>
internal static class FrameworkReferences
{
    /// <summary>File paths by simple name.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Paths = Find();

    internal static IEnumerable<MetadataReference> All =>
        Paths.Values.Append(typeof(FrameworkReferences).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path));

    private static Dictionary<string, string> Find()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        return trusted.Split(Path.PathSeparator)
            .Where(path => path.StartsWith(framework, StringComparison.Ordinal))
            .DistinctBy(path => Path.GetFileName(path))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => path, StringComparer.OrdinalIgnoreCase);
    }
}
