using System.Collections.Immutable;

namespace CSharpKernel.Execution;

/// <summary>
/// What every cell may use: all assemblies of the running framework and this kernel's display API. The list is explicit; what happens to be
/// loaded plays no part.
/// </summary>
internal static class FrameworkReferences
{
    internal static readonly IReadOnlyDictionary<string, string> Paths = Find();

    internal static IEnumerable<MetadataReference> All =>
        Paths.Values.Append(typeof(FrameworkReferences).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path));

    /// <summary>Whether an assembly is of the framework or this kernel's own.</summary>
    internal static bool Has(string name) => Paths.ContainsKey(name) || name == typeof(FrameworkReferences).Assembly.GetName().Name;

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

/// <summary>
/// Finds what a referenced library needs beside it, as the runtime does. The compiler must know it from the start: once a later cell
/// references such a library, it would take the types of the first for others than before.
/// </summary>
internal sealed class NeighbourReferences : MetadataReferenceResolver
{
    internal static readonly NeighbourReferences Shared = new();

    private readonly ConcurrentDictionary<string, PortableExecutableReference> files = new();

    public override bool ResolveMissingAssemblies => true;

    /// <summary>The reference to a file, always the same one: to the compiler, another of the same file is another library.</summary>
    internal PortableExecutableReference Of(string path) => files.GetOrAdd(path, file => MetadataReference.CreateFromFile(file));

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        if (definition is not PortableExecutableReference { FilePath: { } path }
            || FrameworkReferences.Paths.ContainsKey(referenceIdentity.Name))
            return null;
        string neighbour = Path.Combine(Path.GetDirectoryName(path)!, referenceIdentity.Name + ".dll");
        return File.Exists(neighbour) ? Of(neighbour) : null;
    }

    /// <summary>Directives have read <c>#r</c> lines before the compiler could.</summary>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;
}
