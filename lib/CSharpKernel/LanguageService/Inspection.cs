namespace CSharpKernel.LanguageService;

/// <summary>Tells what the name at the cursor is: signatures and documentation.</summary>
internal sealed class Inspection(SubmissionChain chain)
{
    private const int MostOverloads = 8;

    private static readonly SymbolDisplayFormat signature = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeContainingType)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut);

    /// <param name="position">The cursor, in UTF-16 units.</param>
    /// <returns>Text and Markdown, or null when there is no name at the cursor.</returns>
    internal (string Text, string Markdown)? At(string code, int position)
    {
        SyntaxTree tree = CompilerOptions.Parse(CellReader.CodeOnly(code));
        SemanticModel model = chain.Sketch(tree).GetSemanticModel(tree);
        ISymbol[] symbols = [.. Candidates(tree, position).Select(node => Symbols(model, node))
            .FirstOrDefault(found => found.Length > 0) ?? []];
        if (symbols.Length == 0)
            return null;
        string signatures = string.Join('\n', symbols.Take(MostOverloads).Select(Signature));
        if (symbols.Length > MostOverloads)
            signatures += $"\n(and {symbols.Length - MostOverloads} more overloads)";
        string documentation = symbols.Select(Documentation.Of).FirstOrDefault(text => text.Length > 0) ?? "";
        return (documentation.Length > 0 ? $"{signatures}\n\n{documentation}" : signatures,
            $"```csharp\n{signatures}\n```\n\n{documentation}");
    }

    /// <summary>The name under the cursor, the one just left of it, and the call whose arguments the cursor is in.</summary>
    private static IEnumerable<SyntaxNode> Candidates(SyntaxTree tree, int position)
    {
        SyntaxNode root = tree.GetRoot();
        foreach (int at in new[] { position, position - 1 })
        {
            if (at >= 0 && at < root.FullSpan.End && root.FindToken(at) is { } token && token.Span.Contains(at)
                && (token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsPredefinedType(token.Kind())) && token.Parent is { } parent)
                yield return parent;
        }
        if (root.FullSpan.End > 0 && root.FindToken(Math.Clamp(position - 1, 0, root.FullSpan.End - 1)).Parent is { } near
            && near.AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault()?.Parent is { } call)
            yield return call is InvocationExpressionSyntax invocation ? invocation.Expression : call;
    }

    private static ISymbol[] Symbols(SemanticModel model, SyntaxNode node)
    {
        if (model.GetDeclaredSymbol(node) is { } declared)
            return [declared];
        SymbolInfo info = model.GetSymbolInfo(node);
        if (info.Symbol is { } one)
            return [one];
        return info.CandidateSymbols.Length > 0 ? [.. info.CandidateSymbols] : [.. model.GetMemberGroup(node)];
    }

    private static string Signature(ISymbol symbol) =>
        (symbol is ITypeSymbol type ? $"{type.TypeKind} ".ToLowerInvariant() : "") + symbol.ToDisplayString(signature);
}
