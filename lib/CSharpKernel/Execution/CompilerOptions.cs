using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
    internal static readonly string[] Types = ["Microsoft.DotNet.Interactive.Kernel", "Microsoft.DotNet.Interactive.Formatting.PocketViewTags"];

    internal static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Script);

    internal static readonly CSharpParseOptions Library = new(LanguageVersion.Latest, DocumentationMode.Parse);

    internal static readonly EmitOptions Emit = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    // Debug: the line of an error is exact (optimized code reports a failed range check at some other line), and the thread can be aborted anywhere.
    // Code that must be fast belongs in a compiled library.
    private static readonly CSharpCompilationOptions Common = new(
        OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Debug, concurrentBuild: true,
        metadataImportOptions: MetadataImportOptions.Public, warningLevel: 0, generalDiagnosticOption: ReportDiagnostic.Suppress,
        metadataReferenceResolver: NeighbourReferences.Shared);

    internal static CSharpCompilationOptions ForSubmission(int number) =>
        Common.WithScriptClassName(ScriptClass(number)).WithUsings(number == 0 ? [.. Namespaces, .. Types] : (string[])[]);

    internal static CSharpCompilationOptions ForLibrary() => Common;

    /// <summary>A plain identifier, so that a library cell can name what is nested in it.</summary>
    internal static string ScriptClass(int number) => $"Submission_{number}";
}
