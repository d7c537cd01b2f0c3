using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Execution;

/// <summary>
/// Types of a cell are public unless they say otherwise. In a script they would be private to the cell's class, and a public member that mentions
/// them an error that no student would understand.
/// </summary>
internal static class PublicTypes
{
    internal static void Apply(CompilationUnitSyntax root, CellEdits edits) => Apply(root.Members, edits);

    private static void Apply(SyntaxList<MemberDeclarationSyntax> members, CellEdits edits)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax space)
                Apply(space.Members, edits);
            else if (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && !member.Modifiers.Any(SaysWhoMaySee))
                edits.Insert(Start(member), "public ");
        }
    }

    /// <summary>Behind attributes, before the first word of the declaration.</summary>
    private static int Start(MemberDeclarationSyntax member) =>
        member.AttributeLists.Count > 0 ? member.AttributeLists.Last().GetLastToken().GetNextToken().SpanStart : member.SpanStart;

    private static bool SaysWhoMaySee(SyntaxToken word) => word.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword
        or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.FileKeyword;
}
