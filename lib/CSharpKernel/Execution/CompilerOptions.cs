using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Emit;

namespace CSharpKernel.Execution;

/// <summary>How cells are parsed and compiled.</summary>
internal static class CompilerOptions
{
    /// <summary>Namespaces that every cell sees: .NET Interactive's, plus System.IO.</summary>
    internal static readonly string[] Namespaces =
    [
        "System", "System.IO", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        "Microsoft.DotNet.Interactive", "Microsoft.DotNet.Interactive.Formatting",
    ];

    /// <summary>Types whose members every cell sees.</summary>
    internal static readonly string[] Types = ["Microsoft.DotNet.Interactive.Kernel",
        "Microsoft.DotNet.Interactive.Formatting.PocketViewTags"];

    /// <summary>How an ordinary source file is compiled; all that cells have in common.</summary>
    internal static readonly CSharpCompilationOptions Library = new(
        // Debug: the line of an error is exact (optimized code reports a failed range check at some other line), and the thread can be
        // aborted anywhere. Code that must be fast belongs in a compiled library.
        OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Debug, concurrentBuild: true,
        metadataImportOptions: MetadataImportOptions.Public, warningLevel: 0, generalDiagnosticOption: ReportDiagnostic.Suppress,
        metadataReferenceResolver: NeighbourReferences.Shared);

    private static readonly CSharpParseOptions script = new(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Script);
    private static readonly CSharpParseOptions library = new(LanguageVersion.Latest, DocumentationMode.Parse);
    private static readonly EmitOptions emit = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    internal static CSharpCompilationOptions ForSubmission(int number) =>
        Library.WithScriptClassName($"Submission_{number}").WithUsings(number == 0 ? [.. Namespaces, .. Types] : (string[])[]);

    internal static SyntaxTree Parse(string code, string path = "", bool isScript = true, CancellationToken cancellation = default) =>
        CSharpSyntaxTree.ParseText(code, isScript ? script : library, path, Encoding.UTF8, cancellation);

    /// <summary>Compiles to an assembly with symbols in memory.</summary>
    internal static (MemoryStream Image, MemoryStream Symbols) Emit(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var (image, symbols) = (new MemoryStream(), new MemoryStream());
        EmitResult result = compilation.Emit(image, symbols, options: emit, cancellationToken: cancellation);
        return result.Success
            ? (image, symbols)
            : throw new CompilationException([.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }
}

internal sealed class CompilationException(ImmutableArray<Diagnostic> errors)
    : Exception(errors.IsEmpty ? "the cell does not compile" : errors[0].GetMessage(CultureInfo.InvariantCulture))
{
    internal ImmutableArray<Diagnostic> Errors => errors;
}
