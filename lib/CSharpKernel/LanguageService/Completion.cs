namespace CSharpKernel.LanguageService;

/// <summary>Proposes names at the cursor, from the compiler's own lookup over the session.</summary>
internal sealed class Completion(SubmissionChain chain)
{
    private const int MostItems = 300;

    /// <param name="position">The cursor, in UTF-16 units.</param>
    /// <returns>Where the replaced text starts, and the proposals that begin with it.</returns>
    internal (int Start, IReadOnlyList<CompletionItem> Items) At(string code, int position)
    {
        int lineStart = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        string line = code[lineStart..position];
        if (line.StartsWith("#!", StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal))
            return (lineStart, [.. MagicCommands.All.Where(command => command.Key.StartsWith(line, StringComparison.Ordinal))
                .Select(command => new CompletionItem(command.Key, "keyword", command.Value.Says))]);
        int start = position;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] == '_'))
            start--;
        string prefix = code[start..position];
        CompletionItem[] items = [.. Names(CellReader.CodeOnly(code)[..position], start, prefix)];
        CompletionItem[] exact = [.. items.Where(item => item.Text.StartsWith(prefix, StringComparison.Ordinal))];
        return (start, exact.Length > 0 ? exact : items);
    }

    private IEnumerable<CompletionItem> Names(string code, int start, string prefix)
    {
        SyntaxTree tree = CompilerOptions.Parse(code);
        SemanticModel model = chain.Sketch(tree).GetSemanticModel(tree);
        IEnumerable<ISymbol> symbols = Symbols(tree, model, start, out bool members);
        IEnumerable<CompletionItem> names = symbols
            .Where(symbol => symbol.CanBeReferencedByName && symbol.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && !symbol.Name.StartsWith("Submission_", StringComparison.Ordinal))
            .GroupBy(symbol => symbol.Name)
            .Select(group => new CompletionItem(
                group.Key, Kind(group.First()), group.First().ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        if (!members && prefix.Length > 0)
            names = names.Concat(Keywords(prefix));
        return names.DistinctBy(item => item.Text).OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase).Take(MostItems);
    }

    private static IEnumerable<ISymbol> Symbols(SyntaxTree tree, SemanticModel model, int start, out bool members)
    {
        SyntaxToken before = start == 0 ? default : tree.GetRoot().FindToken(start - 1);
        while (before.RawKind != 0 && before.Span.IsEmpty && before.SpanStart > 0)
            before = before.GetPreviousToken();
        SyntaxNode? left = before.IsKind(SyntaxKind.DotToken) ? LeftOf(before) : null;
        members = left is not null;
        if (left is null)
            return model.LookupSymbols(start);
        ISymbol? symbol = model.GetSymbolInfo(left).Symbol;
        if (symbol is INamespaceSymbol space)
            return model.LookupNamespacesAndTypes(start, space);
        ITypeSymbol? type = symbol as ITypeSymbol ?? model.GetTypeInfo(left).Type;
        if (type is null || type.TypeKind == TypeKind.Error)
            return [];
        bool onType = symbol is ITypeSymbol;
        return model.LookupSymbols(start, type, includeReducedExtensionMethods: !onType)
            .Where(member => onType
                ? member.IsStatic || member is ITypeSymbol
                : member is not ITypeSymbol && (!member.IsStatic || member is IMethodSymbol { ReducedFrom: not null }));
    }

    private static SyntaxNode? LeftOf(SyntaxToken dot) => dot.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        QualifiedNameSyntax name => name.Left,
        MemberBindingExpressionSyntax binding =>
            binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
        _ => null,
    };

    private static IEnumerable<CompletionItem> Keywords(string prefix) => SyntaxFacts.GetKeywordKinds()
        .Select(SyntaxFacts.GetText)
        .Where(keyword => keyword.StartsWith(prefix, StringComparison.Ordinal) && !keyword.StartsWith('_'))
        .Select(keyword => new CompletionItem(keyword, "keyword", "keyword"));

    /// <summary>The kinds that Jupyter's front ends have icons for.</summary>
    private static string Kind(ISymbol symbol) => symbol switch
    {
        IMethodSymbol => "function",
        IPropertySymbol => "property",
        INamespaceSymbol => "module",
        ITypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        ITypeSymbol => "class",
        IFieldSymbol or ILocalSymbol or IParameterSymbol => "instance",
        _ => "statement",
    };
}

/// <summary>A proposal: what to insert, what it is, and its signature.</summary>
internal sealed record CompletionItem(string Text, string Kind, string Signature);
