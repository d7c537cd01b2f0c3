using CSharpKernel.Execution;
using CSharpKernel.Notebooks;
using CSharpKernel.Server;

namespace CSharpKernel;

/// <summary>The kernel's own small command line.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: CSharpKernel CONNECTION_FILE                  serve a Jupyter front end
               CSharpKernel run PATH... [--out DIR] [--trx FILE] [--budget-factor X] [--env NAME=VALUE]...
                                                             run notebooks without a front end
               CSharpKernel install [--user | --prefix DIR]  tell Jupyter about this kernel
        """;

    /// <returns>0 for success, 1 for a failure, 2 for wrong usage.</returns>
    internal static int Run(string[] args)
    {
        switch (args)
        {
            case ["install"] or ["install", "--user"]:
                Console.WriteLine(KernelSpec.Own.Install());
                return 0;
            case ["install", "--prefix", var prefix]:
                Console.WriteLine(KernelSpec.Own.Install(prefix));
                return 0;
            case ["run", _, ..]:
                return RunNotebooks(args[1..]);
            case [var file] when !file.StartsWith('-') && file is not ("run" or "install"):
                RoslynLocator.Register();
                return KernelServer.Run(file);
            default:
                Console.Error.WriteLine(Usage);
                return args is ["-h" or "--help"] ? 0 : 2;
        }
    }

    private static int RunNotebooks(string[] args)
    {
        var paths = new List<string>();
        var environment = new Dictionary<string, string>();
        var options = new NotebookRunOptions();
        for (int i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                paths.Add(args[i]);
                continue;
            }
            string value = ++i < args.Length ? args[i] : "";
            switch (args[i - 1])
            {
                case "--out" when value.Length > 0:
                    options = options with { OutDirectory = value };
                    break;
                case "--trx" when value.Length > 0:
                    options = options with { TrxFile = value };
                    break;
                case "--budget-factor" when double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out double factor) && factor > 0:
                    options = options with { BudgetFactor = factor };
                    break;
                case "--env" when value.IndexOf('=', StringComparison.Ordinal) is > 0 and var at:
                    environment[value[..at]] = value[(at + 1)..];
                    break;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        IReadOnlyList<NotebookResult> results = NotebookRunner.Run(paths, options with { Environment = environment }, new Lines());
        Console.WriteLine($"{results.Count(result => result.Succeeded)} passed, {results.Count(result => !result.Succeeded)} failed");
        return results.All(result => result.Succeeded) ? 0 : 1;
    }

    /// <summary>Writes at once; <see cref="Progress{T}"/> would write later, from another thread.</summary>
    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.WriteLine(value);
    }
}
