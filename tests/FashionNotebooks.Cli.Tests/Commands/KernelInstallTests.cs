using System.Reflection;
using System.Text.Json;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests.Commands;

public sealed class KernelInstallTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kernel-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_installed_description_names_a_kernel_that_can_start()
    {
        CliRun run = await CliRun.Of("kernel", "install", "--prefix", folder);
        Assert.True(run.Exit == 0, run.Error);
        string file = Path.Combine(folder, "share", "jupyter", "kernels", ".net-csharp", "kernel.json");
        Assert.Equal($"wrote {file}\n", run.Output.ReplaceLineEndings("\n"));
        using JsonDocument spec = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        string program = spec.RootElement.GetProperty("argv")[1].GetString()!;
        Assert.True(File.Exists(program), program);
        Assert.True(File.Exists(Path.ChangeExtension(program, ".runtimeconfig.json")),
            "dotnet needs the runtime's configuration beside the program");
    }

    /// <summary>A new account has no folder for data yet.</summary>
    [Fact]
    public async Task The_first_kernel_of_a_user_makes_its_folder()
    {
        string[] names = ["HOME", "XDG_DATA_HOME", "JUPYTER_DATA_DIR"];
        string?[] before = Array.ConvertAll(names, Environment.GetEnvironmentVariable);
        try
        {
            foreach (string name in names)
                Environment.SetEnvironmentVariable(name, name == "HOME" ? folder : null);
            CliRun run = await CliRun.Of("kernel", "install", "--user");
            Assert.True(run.Exit == 0, run.Error);
            Assert.StartsWith($"wrote {folder}", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            foreach (var (name, value) in names.Zip(before))
                Environment.SetEnvironmentVariable(name, value);
        }
    }

    [InteractiveFact]
    public async Task DotNet_Interactive_is_installed_beside_it()
    {
        using var home = new HomeFolder(ProjectRoot.Path);
        CliRun run = await CliRun.Of("kernel", "install", "--kernel", "interactive", "--prefix", folder);
        Assert.True(run.Exit == 0, run.Error);
        string file = Path.Combine(folder, "share", "jupyter", "kernels", ".net-csharp-interactive", "kernel.json");
        Assert.Equal($"wrote {file}\n", run.Output.ReplaceLineEndings("\n"));
        using JsonDocument spec = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        string[] arguments = [.. spec.RootElement.GetProperty("argv").EnumerateArray().Select(word => word.GetString()!)];
        Assert.True(File.Exists(arguments[1]), arguments[1]);
        Assert.Equal(["jupyter", "--default-kernel", "csharp", "--http-local-only", "{connection_file}"], arguments[2..]);
        // It would ignore the message; the signal at least ends it.
        Assert.False(spec.RootElement.TryGetProperty("interrupt_mode", out _));
        // What it carries itself is 10.0; Plotly.NET needs 10.1.
        string library = Path.Combine(Path.GetDirectoryName(arguments[1])!, "FSharp.Core.dll");
        Assert.Equal(new Version(10, 1, 0, 0), AssemblyName.GetAssemblyName(library).Version);
    }

    [Theory]
    [InlineData(null, "dotnet-tools.json")]
    [InlineData("{", "pinned")]
    [InlineData("{\"tools\":{}}", "does not pin")]
    public async Task A_project_that_does_not_pin_DotNet_Interactive_is_one_line(string? manifest, string said)
    {
        Directory.CreateDirectory(Path.Combine(folder, ".config"));
        if (manifest is not null)
            await File.WriteAllTextAsync(Path.Combine(folder, ".config", "dotnet-tools.json"), manifest);
        using var home = new HomeFolder(folder);
        (await CliRun.Of("kernel", "install", "--kernel", "interactive", "--prefix", folder)).AssertOneLine(said, "--kernel own");
    }

    [Fact]
    public async Task A_prefix_that_is_a_file_is_one_line()
    {
        string file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");
        (await CliRun.Of("kernel", "install", "--prefix", file)).AssertOneLine("cannot be installed", file, "--prefix");
    }

    [Fact]
    public async Task User_and_prefix_exclude_each_other() =>
        Assert.Equal(2, (await CliRun.Of("kernel", "install", "--user", "--prefix", folder)).Exit);
}
