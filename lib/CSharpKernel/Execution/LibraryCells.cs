using Microsoft.CodeAnalysis.Text;

namespace CSharpKernel.Execution;

/// <summary>
/// Compiles library cells and references them. Running such a cell again makes a higher version of the same assembly, which takes the place
/// of the older one.
/// </summary>
internal sealed class LibraryCells(SubmissionChain chain, SessionAssemblies assemblies)
{
    private readonly Dictionary<string, Library> byType = [];

    /// <summary>Compiles, loads and references the cell's library.</summary>
    /// <param name="path">The cell's name in messages.</param>
    /// <param name="usings">The using directives of earlier cells.</param>
    /// <param name="cancellation">Ends the compilation.</param>
    /// <exception cref="CompilationException">The library has errors; nothing is referenced.</exception>
    internal void Add(LibraryCell cell, string path, IEnumerable<string> usings, CancellationToken cancellation)
    {
        Library? older = cell.Types.Select(byType.GetValueOrDefault).FirstOrDefault(library => library is not null);
        string name = older?.Name ?? $"library_{byType.Count}";
        int version = (older?.Version ?? 0) + 1;
        SyntaxTree[] trees =
        [
            CompilerOptions.Parse(Header(version, usings), isScript: false, cancellation: cancellation),
            CompilerOptions.Parse(cell.Library, path, isScript: false, cancellation),
        ];
        IEnumerable<MetadataReference> references = chain.References.Where(reference => reference != older?.Reference);
        (MemoryStream image, MemoryStream symbols) = CompilerOptions.Emit(
            CSharpCompilation.Create(name, trees, references, CompilerOptions.Library), cancellation);
        assemblies.LoadCompiled(image, symbols);
        var added = new Library(name, version, MetadataReference.CreateFromImage(image.ToArray()));
        chain.AddReference(added.Reference, older?.Reference);
        foreach (string type in cell.Types)
            byType[type] = added;
    }

    private static string Header(int version, IEnumerable<string> usings) => new StringBuilder()
        .AppendJoin("", CompilerOptions.Namespaces.Select(name => $"global using {name};\n"))
        .AppendJoin("", CompilerOptions.Types.Select(name => $"global using static {name};\n"))
        .AppendJoin("", usings.Select(directive => $"global {directive}\n"))
        .Append($"[assembly: System.Reflection.AssemblyVersion(\"1.0.0.{version}\")]\n").ToString();

    private sealed record Library(string Name, int Version, MetadataReference Reference);
}

/// <summary>
/// A cell with declarations that scripts forbid: namespaces, extension blocks, file-local types.
/// Its types are compiled as an ordinary library; the rest of the cell stays a script.
/// </summary>
/// <param name="Library">The types and usings; everything else blanked out, so positions stay.</param>
/// <param name="Script">The statements and usings; the types blanked out.</param>
/// <param name="Types">Full names of the library's top-level types.</param>
internal sealed record LibraryCell(string Library, string Script, IReadOnlyList<string> Types)
{
    private static readonly string[] signs = ["namespace", "extension", "file "];

    /// <summary>Splits the cell, or returns null when it is an ordinary script.</summary>
    internal static LibraryCell? From(string code, CancellationToken cancellation)
    {
        if (!signs.Any(code.Contains))
            return null;
        CompilationUnitSyntax root = CompilerOptions.Parse(code, cancellation: cancellation).GetCompilationUnitRoot(cancellation);
        if (!root.Members.Any(IsForbidden))
            return null;
        ILookup<bool, MemberDeclarationSyntax> members = root.Members.ToLookup(
            member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or BaseNamespaceDeclarationSyntax);
        return new LibraryCell(Without(code, members[false]), Without(code, members[true]), [.. members[true].SelectMany(TypeNames)]);
    }

    /// <summary>Using directives that let the library's types win over script types of the same name from earlier cells.</summary>
    internal string Aliases(string path)
    {
        string[] aliases = [.. Types.Where(name => name.IndexOfAny(['.', '`']) < 0).Select(name => $"using {name} = global::{name};")];
        return aliases.Length == 0 ? "" : $"{string.Concat(aliases)}\n#line 1 \"{path}\"\n";
    }

    /// <summary>Whether a script may not hold this declaration.</summary>
    internal static bool IsForbidden(MemberDeclarationSyntax member) => member switch
    {
        BaseNamespaceDeclarationSyntax => true,
        TypeDeclarationSyntax type =>
            type.Modifiers.Any(SyntaxKind.FileKeyword) || type.Members.Any(inner => inner is ExtensionBlockDeclarationSyntax),
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

    private static string Without(string code, IEnumerable<MemberDeclarationSyntax> members)
    {
        var edits = new CellEdits(code);
        foreach (TextSpan span in members.Select(member => member.FullSpan))
            edits.Blank(span);
        return edits.Changed();
    }
}
