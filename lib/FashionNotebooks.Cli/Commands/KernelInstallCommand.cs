using System.CommandLine;
using CSharpKernel.Notebooks;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion kernel install</c>.</summary>
internal static class KernelInstallCommand
{
    public static Command Create()
    {
        var command = new Command("install", "Write the description by which Jupyter and VS Code find a C# kernel.");
        var kernel = new KernelOption(command);
        var user = new Option<bool>("--user") { Description = "Install for the current user (default)." };
        var prefix = new Option<string?>("--prefix") { Description = "Install below this folder, in share/jupyter/kernels." };
        command.Add(user);
        command.Add(prefix);
        command.Validators.Add(result =>
        {
            if (result.GetValue(user) && result.GetValue(prefix) is not null)
                result.AddError("Give --user or --prefix, not both.");
        });
        command.SetAction((line, cancellation) =>
        {
            string file = Install(kernel.Prepare(line, cancellation), line.GetValue(prefix));
            new Answer(asJson: false).Write(file, console => console.Line($"wrote {file}"));
            return Task.FromResult(0);
        });
        return command;
    }

    private static string Install(KernelSpec kernel, string? prefix)
    {
        try
        {
            return kernel.Install(prefix);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the kernel cannot be installed: {e.Message} Choose another folder with --prefix.", e);
        }
    }
}
