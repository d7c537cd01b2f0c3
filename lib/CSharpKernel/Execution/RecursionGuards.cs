using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Execution;

/// <summary>
/// Puts a check of the stack into methods and properties that may call themselves: a recursion without end becomes an error of the cell
/// instead of the end of the process. Others stay as they are and cost nothing.
/// </summary>
internal static class RecursionGuards
{
    private const string Enter = "global::CSharpKernel.Execution.StopSignal.Enter();";

    internal static void Apply(CompilationUnitSyntax root, CellEdits edits)
    {
        ILookup<string, SyntaxNode> declared = root.DescendantNodes().Where(node => Name(node) is not null).ToLookup(node => Name(node)!);
        if (declared.Count == 0)
            return;
        Dictionary<string, HashSet<string>> calls = declared.ToDictionary(
            group => group.Key,
            group => group.SelectMany(node => node.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is SimpleNameSyntax)
                .Select(token => token.ValueText).Where(declared.Contains).ToHashSet());
        foreach (IGrouping<string, SyntaxNode> group in declared.Where(group => Reaches(calls, group.Key)))
        {
            foreach (SyntaxNode node in group)
                Guard(node, edits);
        }
    }

    private static string? Name(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => null,
    };

    private static bool Reaches(Dictionary<string, HashSet<string>> calls, string start)
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>(calls[start]);
        while (open.TryDequeue(out string? name))
        {
            if (name == start)
                return true;
            if (seen.Add(name))
                calls[name].ToList().ForEach(open.Enqueue);
        }
        return false;
    }

    private static void Guard(SyntaxNode node, CellEdits edits)
    {
        switch (node)
        {
            case BaseMethodDeclarationSyntax { Body: { } block }:
                edits.Insert(block.OpenBraceToken.Span.End, Enter);
                break;
            case LocalFunctionStatementSyntax { Body: { } block }:
                edits.Insert(block.OpenBraceToken.Span.End, Enter);
                break;
            case MethodDeclarationSyntax { ExpressionBody: { } arrow } method:
                Open(arrow, method.SemicolonToken, method.ReturnType, method.Modifiers, edits);
                break;
            case LocalFunctionStatementSyntax { ExpressionBody: { } arrow } function:
                Open(arrow, function.SemicolonToken, function.ReturnType, function.Modifiers, edits);
                break;
            case PropertyDeclarationSyntax { ExpressionBody: { } arrow } property when arrow.Expression is not (ThrowExpressionSyntax or RefExpressionSyntax):
                edits.Blank(arrow.ArrowToken.Span);
                edits.Insert(arrow.Expression.SpanStart, "{get{" + Enter + "return ");
                edits.Insert(property.SemicolonToken.Span.End, "}}");
                break;
            case PropertyDeclarationSyntax { AccessorList: { } list }:
                foreach (AccessorDeclarationSyntax accessor in list.Accessors.Where(accessor => accessor.Body is not null))
                    edits.Insert(accessor.Body!.OpenBraceToken.Span.End, Enter);
                break;
        }
    }

    /// <summary>Turns <c>=> value;</c> into a block that checks first.</summary>
    private static void Open(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon, TypeSyntax type, SyntaxTokenList modifiers, CellEdits edits)
    {
        if (arrow.Expression is ThrowExpressionSyntax or RefExpressionSyntax || modifiers.Any(SyntaxKind.AsyncKeyword))
            return;
        bool isVoid = type is PredefinedTypeSyntax predefined && predefined.Keyword.IsKind(SyntaxKind.VoidKeyword);
        edits.Blank(arrow.ArrowToken.Span);
        edits.Insert(arrow.Expression.SpanStart, "{" + Enter + (isVoid ? "" : "return "));
        edits.Insert(semicolon.Span.End, "}");
    }
}
