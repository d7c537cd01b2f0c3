using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Execution;

/// <summary>
/// Makes extension methods in a static class usable in a cell. Scripts allow them only outside classes; so the class keeps its methods as ordinary
/// static ones, and behind it stands a loose extension method for each that calls it.
/// </summary>
internal static class ExtensionForwarders
{
    internal static void Apply(CompilationUnitSyntax root, CellEdits edits)
    {
        foreach (ClassDeclarationSyntax type in root.Members.OfType<ClassDeclarationSyntax>().Where(type => type.Modifiers.Any(SyntaxKind.StaticKeyword)))
        {
            // A class with an extension block or hidden in a file becomes a library, where nothing is forbidden.
            if (LibraryCell.IsForbidden(type))
                continue;
            foreach (MethodDeclarationSyntax method in type.Members.OfType<MethodDeclarationSyntax>().Where(IsExtension))
            {
                edits.Blank(method.ParameterList.Parameters[0].Modifiers.First(word => word.IsKind(SyntaxKind.ThisKeyword)).Span);
                edits.Insert(type.Span.End, Forwarder(type, method));
            }
        }
    }

    private static bool IsExtension(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true;

    private static string Forwarder(ClassDeclarationSyntax type, MethodDeclarationSyntax method)
    {
        string typeArguments = method.TypeParameterList is { } list ? $"<{string.Join(", ", list.Parameters.Select(parameter => parameter.Identifier.Text))}>" : "";
        IEnumerable<string> arguments = method.ParameterList.Parameters.Select(Argument);
        string returned = method.ReturnType is RefTypeSyntax ? "ref " : "";
        string text = $" static {method.ReturnType} {method.Identifier.Text}{method.TypeParameterList}{method.ParameterList} {method.ConstraintClauses} => "
            + $"{returned}{type.Identifier.Text}.{method.Identifier.Text}{typeArguments}({string.Join(", ", arguments)});";
        return text.ReplaceLineEndings(" ");
    }

    private static string Argument(ParameterSyntax parameter)
    {
        SyntaxToken passing = parameter.Modifiers.FirstOrDefault(word => word.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword);
        return $"{passing.Text} {parameter.Identifier.Text}".TrimStart();
    }
}
