using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Execution;

/// <summary>
/// Cells as a chain of script submissions: each sees what the earlier ones declared. References and usings belong to the first link only and
/// are inherited, which keeps memory linear in the number of cells. A cell that fails while it runs stays in the chain, so what it declared is kept.
/// </summary>
internal sealed class SubmissionChain(SessionAssemblies assemblies)
{
    private readonly List<MetadataReference> added = [];
    private readonly List<MetadataReference> all = [.. FrameworkReferences.All];
    private object?[] slots = new object?[256];
    private CSharpCompilation? last;

    /// <summary>How many submissions the chain has; also the number of the next.</summary>
    internal int Count { get; private set; }

    /// <summary>The newest link: completion and inspection look names up from here.</summary>
    internal CSharpCompilation Last => last ?? throw new InvalidOperationException("the session has not started");

    /// <summary>All that cells may use: the framework and what <c>#r</c> brought.</summary>
    internal IReadOnlyList<MetadataReference> References => all;

    /// <summary>The objects that hold the variables of the cells, oldest first.</summary>
    internal IEnumerable<object> States => slots.Take(Count + 1).OfType<object>();

    /// <summary>A reference that the next submission brings along; later ones inherit it.</summary>
    internal void AddReference(MetadataReference reference)
    {
        added.Add(reference);
        all.Add(reference);
    }

    /// <summary>Puts a newer version of a library in the place of the older one. Submissions see the higher version of two.</summary>
    internal void ReplaceReference(MetadataReference? older, MetadataReference newer)
    {
        if (older is not null)
            all.Remove(older);
        AddReference(newer);
    }

    /// <summary>Compiles and loads a cell and makes it the newest link.</summary>
    /// <exception cref="CompilationException">The cell has errors; the chain is unchanged.</exception>
    internal Submission Add(string code, string path, CancellationToken cancellation)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, CompilerOptions.Script, path, Encoding.UTF8, cancellation);
        // Without any member there is nothing to emit, which the compiler reports as a failure.
        if (tree.GetCompilationUnitRoot(cancellation).Members.Count == 0)
            tree = CSharpSyntaxTree.ParseText(code + "\n;", CompilerOptions.Script, path, Encoding.UTF8, cancellation);
        CSharpCompilation compilation = Compile(tree, Count);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(image, symbols, options: CompilerOptions.Emit, cancellationToken: cancellation);
        if (!result.Success)
            throw new CompilationException([.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
        Func<object?[], Task<object>> factory = EntryPoint(compilation, assemblies.LoadCompiled(image, symbols), cancellation);
        last = compilation;
        added.Clear();
        if (++Count + 1 >= slots.Length)
            Array.Resize(ref slots, slots.Length * 2);
        return new Submission(async () => await factory(slots).ConfigureAwait(false), () => EndsInValue(compilation, tree));
    }

    /// <summary>A submission that is never run, chained to the newest: for completion, inspection and checks.</summary>
    internal CSharpCompilation Sketch(SyntaxTree tree) => Compile(tree, Count);

    private CSharpCompilation Compile(SyntaxTree tree, int number) => CSharpCompilation.CreateScriptCompilation(
        $"cell_{number}", tree, number == 0 ? all : added, CompilerOptions.ForSubmission(number), last, typeof(object));

    private static Func<object?[], Task<object>> EntryPoint(CSharpCompilation compilation, Assembly assembly, CancellationToken cancellation)
    {
        IMethodSymbol entry = compilation.GetEntryPoint(cancellation)!;
        MethodInfo method = assembly.GetType(entry.ContainingType.MetadataName)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return method.CreateDelegate<Func<object?[], Task<object>>>();
    }

    private static bool EndsInValue(CSharpCompilation compilation, SyntaxTree tree)
    {
        StatementSyntax? statement = (tree.GetCompilationUnitRoot().Members.LastOrDefault() as GlobalStatementSyntax)?.Statement;
        return statement switch
        {
            ReturnStatementSyntax { Expression: not null } => true,
            ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last =>
                compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).ConvertedType is { SpecialType: not SpecialType.System_Void },
            _ => false,
        };
    }
}

/// <summary>A compiled cell, ready to start.</summary>
/// <param name="Start">Runs the cell; the task ends with the value of its last expression, or null.</param>
/// <param name="HasValue">Whether the cell ends in an expression with a value. It costs a bind: asked only when the value is null.</param>
internal sealed record Submission(Func<Task<object?>> Start, Func<bool> HasValue);

/// <summary>A cell that does not compile.</summary>
internal sealed class CompilationException(ImmutableArray<Diagnostic> errors)
    : Exception(errors.IsEmpty ? "the cell does not compile" : errors[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture))
{
    internal ImmutableArray<Diagnostic> Errors => errors;
}
