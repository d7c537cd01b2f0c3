using CSharpKernel.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CSharpKernel.LanguageService;

/// <summary>Tells a console whether Enter should run the text or start another line.</summary>
internal static class Completeness
{
    private const int IndentSize = 4;

    /// <summary>complete, incomplete (with the indent of the next line) or invalid.</summary>
    internal static (string Status, string Indent) Of(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(CellReader.CodeOnly(code), CompilerOptions.Script);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return ("incomplete", new string(' ', Math.Max(0, code.Count(c => c == '{') - code.Count(c => c == '}')) * IndentSize));
        return (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete", "");
    }
}
