using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Execution;

/// <summary>
/// The small changes that make a cell stoppable and forgiving: polls in loops, a stack check in recursive methods, public types,
/// extension methods in classes. No line moves; columns are mapped back by <see cref="CellEdits"/>.
/// </summary>
internal static class CellRewriter
{
    private const string NamespaceInScript = "CS7021";

    /// <summary>The cell with changes; a cell with syntax errors stays as it is, so that messages speak of the user's text.</summary>
    internal static CellEdits Rewrite(string code, CancellationToken cancellation)
    {
        var edits = new CellEdits(code);
        CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(code, CompilerOptions.Script, cancellationToken: cancellation).GetCompilationUnitRoot(cancellation);
        if (root.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error && d.Id != NamespaceInScript))
            return edits;
        PublicTypes.Apply(root, edits);
        ExtensionForwarders.Apply(root, edits);
        StopPoints.Apply(root, edits);
        RecursionGuards.Apply(root, edits);
        return edits;
    }
}
