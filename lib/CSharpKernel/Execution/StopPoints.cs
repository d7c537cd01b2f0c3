using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Execution;

/// <summary>
/// Puts a poll at the start of every loop and lambda body of a cell, so that Stop ends it on whatever thread it runs (Parallel.For, Task.Run).
/// A poll is one read of a flag. Code without polls, such as a library's loop, is aborted, which the runtime does not always survive.
/// </summary>
internal static class StopPoints
{
    private const string Poll = "global::CSharpKernel.Execution.StopSignal.Poll();";

    internal static void Apply(CompilationUnitSyntax root, CellEdits edits)
    {
        foreach (StatementSyntax body in root.DescendantNodes().Select(Body).OfType<StatementSyntax>())
        {
            if (body is BlockSyntax block)
            {
                edits.Insert(block.OpenBraceToken.Span.End, Poll);
            }
            else
            {
                edits.Insert(body.SpanStart, "{" + Poll);
                edits.Insert(body.Span.End, "}");
            }
        }
    }

    private static StatementSyntax? Body(SyntaxNode node) => node switch
    {
        WhileStatementSyntax loop => loop.Statement,
        DoStatementSyntax loop => loop.Statement,
        ForStatementSyntax loop => loop.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        _ => null,
    };
}
