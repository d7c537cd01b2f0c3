namespace CSharpKernel.Execution;

/// <summary>
/// The small changes that make a cell stoppable and forgiving: polls in loops, a stack check in recursive methods, public types, extension
/// methods in classes. No line moves; columns are mapped back by <see cref="CellEdits"/>.
/// </summary>
internal sealed class CellRewriter
{
    private const string NamespaceInScript = "CS7021";
    private const string Poll = "global::CSharpKernel.Execution.StopSignal.Poll();",
        Enter = "global::CSharpKernel.Execution.StopSignal.Enter();";

    private readonly CompilationUnitSyntax root;
    private readonly CellEdits edits;

    private CellRewriter(CompilationUnitSyntax root, CellEdits edits) => (this.root, this.edits) = (root, edits);

    /// <summary>The cell with changes; a cell with syntax errors stays as it is, so that messages speak of the user's text.</summary>
    internal static CellEdits Rewrite(string code, CancellationToken cancellation)
    {
        var edits = new CellEdits(code);
        CompilationUnitSyntax root = CompilerOptions.Parse(code, cancellation: cancellation).GetCompilationUnitRoot(cancellation);
        if (root.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error && d.Id != NamespaceInScript))
            return edits;
        var rewriter = new CellRewriter(root, edits);
        rewriter.MakeTypesPublic();
        rewriter.FreeExtensionMethods();
        rewriter.PollInLoops();
        rewriter.GuardRecursion();
        return edits;
    }

    // In a script, types would be private to the cell's class, and a public member that mentions them an error that no student would
    // understand.
    private void MakeTypesPublic()
    {
        var members = root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>();
        foreach (MemberDeclarationSyntax type in members.Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax))
        {
            bool says = type.Modifiers.Any(word => word.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword
                or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.FileKeyword);
            if (!says) // behind attributes, before the first word of the declaration
                edits.Insert(type.AttributeLists.LastOrDefault()?.GetLastToken().GetNextToken().SpanStart ?? type.SpanStart, "public ");
        }
    }

    // Scripts allow extension methods only outside classes: a static class keeps its methods as ordinary ones, and behind it stands a loose
    // extension method for each that calls it. A class with an extension block becomes a library, where nothing is forbidden.
    private void FreeExtensionMethods()
    {
        foreach (ClassDeclarationSyntax type in root.Members.OfType<ClassDeclarationSyntax>())
        {
            if (!type.Modifiers.Any(SyntaxKind.StaticKeyword) || LibraryCell.IsForbidden(type))
                continue;
            foreach (MethodDeclarationSyntax method in type.Members.OfType<MethodDeclarationSyntax>())
            {
                SyntaxToken self = method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.FirstOrDefault(word =>
                    word.IsKind(SyntaxKind.ThisKeyword)) ?? default;
                if (self == default)
                    continue;
                edits.Blank(self.Span);
                edits.Insert(type.Span.End, Forwarder(type, method));
            }
        }
    }

    private static string Forwarder(ClassDeclarationSyntax type, MethodDeclarationSyntax method)
    {
        string typeArguments = method.TypeParameterList is { } list
            ? $"<{string.Join(", ", list.Parameters.Select(parameter => parameter.Identifier.Text))}>"
            : "";
        IEnumerable<string> arguments = method.ParameterList.Parameters.Select(parameter =>
        {
            SyntaxToken passing = parameter.Modifiers.FirstOrDefault(word =>
                word.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword);
            return $"{passing.Text} {parameter.Identifier.Text}".TrimStart();
        });
        string returned = method.ReturnType is RefTypeSyntax ? "ref " : "";
        string text = $" static {method.ReturnType} {method.Identifier.Text}{method.TypeParameterList}{method.ParameterList} "
            + $"{method.ConstraintClauses} => "
            + $"{returned}{type.Identifier.Text}.{method.Identifier.Text}{typeArguments}({string.Join(", ", arguments)});";
        return text.ReplaceLineEndings(" ");
    }

    // Stop then ends a loop or a lambda on whatever thread it runs (Parallel.For, Task.Run). A poll is one read of a flag. Code without
    // polls, such as a library's loop, is aborted, which the runtime does not always survive.
    private void PollInLoops()
    {
        foreach (StatementSyntax body in root.DescendantNodes().Select(LoopBody).OfType<StatementSyntax>())
        {
            if (body is BlockSyntax block)
            {
                edits.Insert(block.OpenBraceToken.Span.End, Poll);
                continue;
            }
            edits.Insert(body.SpanStart, "{" + Poll);
            edits.Insert(body.Span.End, "}");
        }
    }

    private static StatementSyntax? LoopBody(SyntaxNode node) => node switch
    {
        WhileStatementSyntax loop => loop.Statement,
        DoStatementSyntax loop => loop.Statement,
        ForStatementSyntax loop => loop.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        _ => null,
    };

    // A recursion without end becomes an error of the cell instead of the end of the process. What cannot call itself stays as it is.
    private void GuardRecursion()
    {
        ILookup<string, SyntaxNode> declared = root.DescendantNodes().Where(node => Declared(node) is not null)
            .ToLookup(node => Declared(node)!);
        Dictionary<string, HashSet<string>> calls = declared.ToDictionary(
            group => group.Key,
            group => group.SelectMany(node => node.DescendantTokens())
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is SimpleNameSyntax)
                .Select(token => token.ValueText).Where(declared.Contains).ToHashSet());
        foreach (SyntaxNode node in declared.Where(group => CallsItself(calls, group.Key)).SelectMany(group => group))
            Guard(node);
    }

    private static string? Declared(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => null,
    };

    private static bool CallsItself(Dictionary<string, HashSet<string>> calls, string start)
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

    private void Guard(SyntaxNode member)
    {
        foreach (SyntaxNode part in member.ChildNodes())
        {
            if (part is BlockSyntax block)
                edits.Insert(block.OpenBraceToken.Span.End, Enter);
            else if (part is AccessorListSyntax list)
                list.Accessors.ToList().ForEach(Guard);
            else if (part is ArrowExpressionClauseSyntax { Expression: not (ThrowExpressionSyntax or RefExpressionSyntax) } arrow
                && !member.ChildTokens().Any(word => word.IsKind(SyntaxKind.AsyncKeyword)))
                Open(member, arrow);
        }
    }

    // Turns => value; into a block that checks first.
    private void Open(SyntaxNode member, ArrowExpressionClauseSyntax arrow)
    {
        bool isProperty = member is PropertyDeclarationSyntax;
        edits.Blank(arrow.ArrowToken.Span);
        edits.Insert(arrow.Expression.SpanStart, (isProperty ? "{get{" : "{") + Enter + (IsVoid(member) ? "" : "return "));
        edits.Insert(member.Span.End, isProperty ? "}}" : "}");
    }

    private static bool IsVoid(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => IsVoid(method.ReturnType),
        LocalFunctionStatementSyntax function => IsVoid(function.ReturnType),
        PredefinedTypeSyntax type => type.Keyword.IsKind(SyntaxKind.VoidKeyword),
        AccessorDeclarationSyntax accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration),
        _ => node is ConstructorDeclarationSyntax,
    };
}
