using System.Text.Json;

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
        Assert.True(File.Exists(Path.ChangeExtension(program, ".runtimeconfig.json")), "dotnet needs the runtime's configuration beside the program");
    }

    [Fact]
    public async Task A_prefix_that_is_a_file_is_one_line()
    {
        string file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");
        (await CliRun.Of("kernel", "install", "--prefix", file)).AssertOneLine("cannot be installed", file, "--prefix");
    }

    [Fact]
    public async Task User_and_prefix_exclude_each_other() => Assert.Equal(2, (await CliRun.Of("kernel", "install", "--user", "--prefix", folder)).Exit);
}
