using CSharpKernel.Notebooks;

namespace CSharpKernel.Execution;

/// <summary>The lines that bring code in: <c>#r</c>, <c>#i</c>, <c>#load</c>.</summary>
internal sealed class Directives(SubmissionChain chain, SessionAssemblies assemblies, bool headless, Action<string, CellRun> import)
{
    private readonly PackageReferences packages = new(headless);

    /// <exception cref="DirectiveException">What the line names cannot be found or used.</exception>
    internal void Execute(string line, CellRun run)
    {
        int open = line.IndexOf('"', StringComparison.Ordinal);
        int close = line.LastIndexOf('"');
        if (open < 0 || close <= open)
            throw new DirectiveException($"'{line}' needs its argument in quotes, for example #r \"nuget: Name, 1.0.0\"");
        string name = line[..open].Trim(), argument = line[(open + 1)..close].Trim();
        switch (name)
        {
            case "#load":
                import(FullPath(argument, run), run);
                break;
            case "#i":
                packages.AddSource(argument);
                break;
            default:
                Reference(argument, run);
                break;
        }
    }

    private void Reference(string argument, CellRun run)
    {
        if (argument.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            foreach (string file in packages.Resolve(argument["nuget:".Length..].Trim(), assemblies, run))
                AddFile(file);
            return;
        }
        string simple = argument.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? argument[..^4] : argument;
        string path = FullPath(argument, run);
        if (File.Exists(path))
            AddFile(path);
        else if (!FrameworkReferences.Paths.ContainsKey(simple.Split(',')[0]))
            throw new DirectiveException($"#r: there is no file '{path}'; paths start at the notebook's folder");
    }

    private void AddFile(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        if (FrameworkReferences.Has(name))
            return;
        if (assemblies.Files.TryGetValue(name, out string? known))
        {
            if (known != path)
                throw new DirectiveException($"#r: '{name}' is already loaded from '{known}'; restart the kernel to use '{path}'");
            return;
        }
        try
        {
            // The compiler opens files late; a broken one would then fail every later cell.
            _ = AssemblyName.GetAssemblyName(path);
            chain.AddReference(NeighbourReferences.Shared.Of(path));
            assemblies.AddFile(path);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            throw new DirectiveException($"#r: '{path}' is not a .NET assembly: {e.Message}", e);
        }
    }

    private static string FullPath(string argument, CellRun run) => Path.GetFullPath(argument, run.Directory);
}

/// <summary>The C# in a file that a notebook imports.</summary>
internal static class ImportedFile
{
    /// <summary>The code, cell by cell: one for a script, the code cells of a notebook.</summary>
    /// <exception cref="DirectiveException">The file is missing, broken or of a kind that is not known.</exception>
    internal static IReadOnlyList<string> Read(string path)
    {
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".cs" or ".csx" or ".dib" => [File.ReadAllText(path)],
                ".ipynb" => [.. NotebookFile.Read(path).CodeCells.Select(NotebookFile.Source)],
                string kind => throw new DirectiveException($"cannot import '{path}': '{kind}' is not one of .cs, .csx, .dib, .ipynb"),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DirectiveException($"cannot import '{path}': {e.Message}", e);
        }
    }
}

/// <summary>A directive or magic command that cannot be carried out. The message is one line: what, where, cure.</summary>
internal sealed class DirectiveException(string message, Exception? inner = null) : Exception(message, inner);
