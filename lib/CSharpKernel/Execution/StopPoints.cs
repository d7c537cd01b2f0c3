using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Execution;

/// <summary>
/// Puts a poll into loops that may run on a thread which an abort cannot reach: loops in lambdas (Parallel.For, Task.Run) and in asynchronous code.
/// Other loops run on the cell's own thread, are aborted, and keep their full speed.
/// </summary>
internal static class StopPoints
{
    internal const string Poll = "global::CSharpKernel.Execution.StopSignal.Poll();";

    /// <summary>The code with polls; positions move only within the lines of such loops.</summary>
    internal static string Insert(string code, CancellationToken cancellation)
    {
        if (!code.Contains("=>", StringComparison.Ordinal) && !code.Contains("await", StringComparison.Ordinal) && !code.Contains("delegate", StringComparison.Ordinal))
            return code;
        SyntaxNode root = CSharpSyntaxTree.ParseText(code, CompilerOptions.Script, cancellationToken: cancellation).GetRoot(cancellation);
        if (root.ContainsDiagnostics)
            return code;
        var insertions = new List<(int Position, string Text)>();
        foreach (StatementSyntax body in root.DescendantNodes().Select(Body).OfType<StatementSyntax>())
        {
            if (!MayLeaveTheThread(body))
                continue;
            if (body is BlockSyntax block)
            {
                insertions.Add((block.OpenBraceToken.Span.End, Poll));
            }
            else
            {
                insertions.Add((body.SpanStart, "{" + Poll));
                insertions.Add((body.Span.End, "}"));
            }
        }
        return Apply(code, insertions);
    }

    private static StatementSyntax? Body(SyntaxNode node) => node switch
    {
        WhileStatementSyntax loop => loop.Statement,
        DoStatementSyntax loop => loop.Statement,
        ForStatementSyntax loop => loop.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        _ => null,
    };

    private static bool MayLeaveTheThread(StatementSyntax body) =>
        body.Ancestors().Any(node => node is AnonymousFunctionExpressionSyntax)
        || body.Parent!.DescendantNodes().Any(node => node is AwaitExpressionSyntax);

    private static string Apply(string code, List<(int Position, string Text)> insertions)
    {
        var result = new StringBuilder(code);
        foreach ((int position, string text) in insertions.OrderByDescending(insertion => insertion.Position))
            result.Insert(position, text);
        return result.ToString();
    }
}
