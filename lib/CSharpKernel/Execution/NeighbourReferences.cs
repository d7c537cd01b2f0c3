using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CSharpKernel.Execution;

/// <summary>
/// Finds what a referenced library needs beside it, as the runtime does. The compiler must know it from the start: once a later cell
/// references such a library, it would take the types of the first for others than before.
/// </summary>
internal sealed class NeighbourReferences : MetadataReferenceResolver
{
    internal static readonly NeighbourReferences Shared = new();

    private readonly ConcurrentDictionary<string, PortableExecutableReference> files = new();

    /// <summary>The reference to a file, always the same one: to the compiler, another of the same file is another library.</summary>
    internal PortableExecutableReference Of(string path) => files.GetOrAdd(path, file => MetadataReference.CreateFromFile(file));

    public override bool ResolveMissingAssemblies => true;

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        if (definition is not PortableExecutableReference { FilePath: { } path } || FrameworkReferences.Paths.ContainsKey(referenceIdentity.Name))
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
