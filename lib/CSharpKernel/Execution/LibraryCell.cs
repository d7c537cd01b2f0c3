using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CSharpKernel.Execution;

/// <summary>
/// A cell with declarations that scripts forbid: namespaces, extension blocks, file-local types.
/// Its types are compiled as an ordinary library; the rest of the cell stays a script.
/// </summary>
/// <param name="Library">The types and usings; everything else blanked out, so positions stay.</param>
/// <param name="Script">The statements and usings; the types blanked out.</param>
/// <param name="Types">Full names of the library's top-level types.</param>
internal sealed record LibraryCell(string Library, string Script, IReadOnlyList<string> Types)
{
    /// <summary>Splits the cell, or returns null when it is an ordinary script.</summary>
    internal static LibraryCell? From(string code, CancellationToken cancellation)
    {
        if (!code.Contains("namespace", StringComparison.Ordinal) && !code.Contains("extension", StringComparison.Ordinal) && !code.Contains("file ", StringComparison.Ordinal))
            return null;
        CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(code, CompilerOptions.Script, cancellationToken: cancellation).GetCompilationUnitRoot(cancellation);
        if (!root.Members.Any(IsForbidden))
            return null;
        bool Moves(MemberDeclarationSyntax member) => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or BaseNamespaceDeclarationSyntax;
        string library = Blank(code, root.Members.Where(member => !Moves(member)).Select(member => member.FullSpan));
        string script = Blank(code, root.Members.Where(Moves).Select(member => member.FullSpan));
        return new LibraryCell(library, script, [.. root.Members.Where(Moves).SelectMany(TypeNames)]);
    }

    /// <summary>Using directives that let the library's types win over script types of the same name from earlier cells.</summary>
    internal string Aliases(string path)
    {
        string[] aliases = [.. Types.Where(name => !name.Contains('.', StringComparison.Ordinal) && !name.Contains('`', StringComparison.Ordinal)).Select(name => $"using {name} = global::{name};")];
        return aliases.Length == 0 ? "" : $"{string.Concat(aliases)}\n#line 1 \"{path}\"\n";
    }

    /// <summary>Whether a script may not hold this declaration.</summary>
    internal static bool IsForbidden(MemberDeclarationSyntax member) => member switch
    {
        BaseNamespaceDeclarationSyntax => true,
        TypeDeclarationSyntax type => type.Modifiers.Any(SyntaxKind.FileKeyword) || type.Members.Any(inner => inner is ExtensionBlockDeclarationSyntax),
        BaseTypeDeclarationSyntax type => type.Modifiers.Any(SyntaxKind.FileKeyword),
        _ => false,
    };

    private static IEnumerable<string> TypeNames(MemberDeclarationSyntax member) => member switch
    {
        BaseNamespaceDeclarationSyntax space => space.Members.SelectMany(TypeNames).Select(name => $"{space.Name}.{name}"),
        TypeDeclarationSyntax { TypeParameterList: { } parameters } type => [$"{type.Identifier.Text}`{parameters.Parameters.Count}"],
        BaseTypeDeclarationSyntax type when !type.Modifiers.Any(SyntaxKind.FileKeyword) => [type.Identifier.Text],
        DelegateDeclarationSyntax type => [type.Identifier.Text],
        _ => [],
    };

    private static string Blank(string code, IEnumerable<TextSpan> spans)
    {
        var text = new StringBuilder(code);
        foreach (TextSpan span in spans)
        {
            for (int i = span.Start; i < span.End; i++)
                text[i] = text[i] == '\n' ? '\n' : ' ';
        }
        return text.ToString();
    }
}
