using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CSharpKernel.Execution;

/// <summary>
/// Compiles library cells and references them. Running such a cell again makes a higher version of the same assembly, which takes the place of the older one.
/// </summary>
internal sealed class LibraryCells(SubmissionChain chain, SessionAssemblies assemblies)
{
    private readonly Dictionary<string, Library> byType = [];

    /// <summary>Compiles, loads and references the cell's library.</summary>
    /// <param name="cell">The cell, split.</param>
    /// <param name="path">The cell's name in messages.</param>
    /// <param name="usings">The using directives of earlier cells.</param>
    /// <param name="cancellation">Ends the compilation.</param>
    /// <exception cref="CompilationException">The library has errors; nothing is referenced.</exception>
    internal void Add(LibraryCell cell, string path, IEnumerable<string> usings, CancellationToken cancellation)
    {
        Library? older = cell.Types.Select(type => byType.GetValueOrDefault(type)).FirstOrDefault(library => library is not null);
        var identity = new Library(older?.Name ?? $"library_{byType.Count}", (older?.Version ?? 0) + 1, null!);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(cell.Library, CompilerOptions.Library, path, Encoding.UTF8, cancellation);
        SyntaxTree header = CSharpSyntaxTree.ParseText(Header(identity, usings), CompilerOptions.Library, "", Encoding.UTF8, cancellation);
        IEnumerable<MetadataReference> references = chain.References.Where(reference => reference != older?.Reference);
        CSharpCompilation compilation = CSharpCompilation.Create(identity.Name, [header, tree], references, CompilerOptions.ForLibrary());
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(image, symbols, options: CompilerOptions.Emit, cancellationToken: cancellation);
        if (!result.Success)
            throw new CompilationException([.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
        assemblies.LoadCompiled(image, symbols);
        Library added = identity with { Reference = MetadataReference.CreateFromImage(image.ToArray()) };
        chain.ReplaceReference(older?.Reference, added.Reference);
        foreach (string type in cell.Types)
            byType[type] = added;
    }

    private static string Header(Library identity, IEnumerable<string> usings)
    {
        var text = new StringBuilder();
        foreach (string name in CompilerOptions.Namespaces)
            text.Append("global using ").Append(name).Append(";\n");
        foreach (string name in CompilerOptions.Types)
            text.Append("global using static ").Append(name).Append(";\n");
        foreach (string directive in usings.Distinct())
            text.Append("global ").Append(directive).Append('\n');
        return text.Append($"[assembly: System.Reflection.AssemblyVersion(\"1.0.0.{identity.Version}\")]\n").ToString();
    }

    private sealed record Library(string Name, int Version, MetadataReference Reference);
}
