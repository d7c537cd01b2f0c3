using System.CommandLine;
using CSharpKernel.Notebooks;
using FashionNotebooks.Cli.Commands;

namespace FashionNotebooks.Cli;

/// <summary>Which kernel notebooks run in: <c>--kernel own|interactive</c>.</summary>
internal sealed class KernelOption
{
    private readonly Option<string> kernel = new("--kernel")
    {
        Description = "This project's C# kernel, or .NET Interactive, which is fetched once (default: own).",
        DefaultValueFactory = _ => "own",
    };

    public KernelOption(Command command)
    {
        kernel.AcceptOnlyFromAmong("own", "interactive");
        command.Add(kernel);
    }

    /// <summary>The kernel; .NET Interactive is restored and copied when it is asked for the first time.</summary>
    /// <exception cref="InputException">.NET Interactive cannot be had.</exception>
    public KernelSpec Prepare(ParseResult line, CancellationToken cancellation)
    {
        if (line.GetValue(kernel) == "own")
            return KernelSpec.Own;
        try
        {
            // The FSharp.Core that Plotly.NET was built with lies beside this program.
            string fsharpCore = Path.Combine(AppContext.BaseDirectory, "FSharp.Core.dll");
            return InteractiveTool.Prepare(CourseCommand.Home, CacheFolder.Path, fsharpCore, cancellation);
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"{e.Message}; --kernel own needs nothing of it", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $".NET Interactive cannot be copied into '{CacheFolder.Path}': {e.Message} Set FASHION_CACHE to another folder.", e);
        }
    }
}
