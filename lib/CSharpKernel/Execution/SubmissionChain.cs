namespace CSharpKernel.Execution;

/// <summary>
/// Cells as a chain of script submissions: each sees what the earlier ones declared. References and usings belong to the first link only
/// and are inherited, which keeps memory linear in the number of cells. A cell that fails while it runs stays in the chain, so what it
/// declared is kept.
/// </summary>
internal sealed class SubmissionChain(SessionAssemblies assemblies)
{
    private readonly List<MetadataReference> added = [];
    private readonly List<MetadataReference> all = [.. FrameworkReferences.All];
    private object?[] slots = new object?[256];
    private CSharpCompilation? last;
    private int count;

    /// <summary>All that cells may use: the framework and what <c>#r</c> brought.</summary>
    internal IReadOnlyList<MetadataReference> References => all;

    /// <summary>The newest variable of each name, sorted by name.</summary>
    internal IEnumerable<(string Name, Type Type, object? Value)> Variables() => slots.Take(count + 1).OfType<object>()
        .SelectMany(state => state.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => !field.Name.StartsWith('<')).Select(field => (field.Name, field.FieldType, field.GetValue(state))))
        .GroupBy(variable => variable.Name).Select(variables => variables.Last())
            .OrderBy(variable => variable.Name, StringComparer.Ordinal);

    /// <summary>A reference that the next submission brings along and later ones inherit. A newer version of a
    /// library takes the older one's place.</summary>
    internal void AddReference(MetadataReference reference, MetadataReference? older = null)
    {
        if (older is not null)
            all.Remove(older);
        added.Add(reference);
        all.Add(reference);
    }

    /// <summary>Compiles and loads a cell and makes it the newest link.</summary>
    /// <exception cref="CompilationException">The cell has errors; the chain is unchanged.</exception>
    internal Submission Add(string code, string path, CancellationToken cancellation)
    {
        SyntaxTree tree = CompilerOptions.Parse(code, path, cancellation: cancellation);
        // Without any member there is nothing to emit, which the compiler reports as a failure.
        if (tree.GetCompilationUnitRoot(cancellation).Members.Count == 0)
            tree = CompilerOptions.Parse(code + "\n;", path, cancellation: cancellation);
        CSharpCompilation compilation = Sketch(tree);
        (MemoryStream image, MemoryStream symbols) = CompilerOptions.Emit(compilation, cancellation);
        Func<object?[], Task<object>> factory = EntryPoint(compilation, assemblies.LoadCompiled(image, symbols), cancellation);
        last = compilation;
        added.Clear();
        if (++count + 1 >= slots.Length)
            Array.Resize(ref slots, slots.Length * 2);
        return new Submission(async () => await factory(slots).ConfigureAwait(false), () => EndsInValue(compilation, tree));
    }

    /// <summary>A submission chained to the newest one: to be compiled, or for completion, inspection and checks.</summary>
    internal CSharpCompilation Sketch(SyntaxTree tree) => CSharpCompilation.CreateScriptCompilation(
        $"cell_{count}", tree, count == 0 ? all : added, CompilerOptions.ForSubmission(count), last, typeof(object));

    private static Func<object?[], Task<object>> EntryPoint(
        CSharpCompilation compilation, Assembly assembly, CancellationToken cancellation)
    {
        IMethodSymbol entry = compilation.GetEntryPoint(cancellation)!;
        return assembly.GetType(entry.ContainingType.MetadataName)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object>>>();
    }

    private static bool EndsInValue(CSharpCompilation compilation, SyntaxTree tree) =>
        (tree.GetCompilationUnitRoot().Members.LastOrDefault() as GlobalStatementSyntax)?.Statement switch
        {
            ReturnStatementSyntax { Expression: not null } => true,
            ExpressionStatementSyntax { SemicolonToken.IsMissing: true } final =>
                compilation.GetSemanticModel(tree)
                    .GetTypeInfo(final.Expression).ConvertedType is { SpecialType: not SpecialType.System_Void },
            _ => false,
        };
}

/// <summary>A compiled cell, ready to start.</summary>
/// <param name="Start">Runs the cell; the task ends with the value of its last expression, or null.</param>
/// <param name="HasValue">Whether the cell ends in an expression with a value. It costs a bind: asked only when the value is null.</param>
internal sealed record Submission(Func<Task<object?>> Start, Func<bool> HasValue);
