using System.Diagnostics;
using System.IO.Compression;
using FashionNotebooks.Cli.Doctor;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests.Doctor;

/// <summary>The build makes TorchSharp do without libstdc++ 13: the published program, with that step and without.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class LibstdcxxStepTests : IDisposable
{
    private const string Library = "libLibTorchSharp.so";
    private readonly string folder = Directory.CreateTempSubdirectory("step-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void With_the_step_the_program_computes()
    {
        Publish(step: true);
        (int exit, string output, string error) = Run("dotnet", Path.Combine(folder, "fashion.dll"), "doctor");
        Assert.True(exit == 0, output + error);
        Assert.Contains("libtorch: loads and computes", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_step_an_older_system_says_what_is_missing_in_one_line()
    {
        Publish(step: false);
        Assert.Equal(File.ReadAllBytes(InPackageCache()), File.ReadAllBytes(Path.Combine(folder, Library)));
        string wardrobe = Path.Combine(folder, "wardrobe");
        Assert.Equal(0, Run("dotnet", Path.Combine(folder, "fashion.dll"), "data", "sample", "--out", wardrobe, "--per-class", "6",
            "--size", "32").Exit);
        string[] train = ["train", "classifier", "--data", wardrobe, "--out", Path.Combine(folder, "model.safetensors"), "--recipe",
            "reference", "--epochs", "1"];
        (int exit, string output, string error) = Run("dotnet", [Path.Combine(folder, "fashion.dll"), .. train]);
        if (ThisSystem.Read().Libstdcxx >= new Version(3, 4, 32))
        {
            Assert.True(exit == 0, error);
            return;
        }
        new CliRun(exit, output, error).AssertOneLine("libtorch cannot be loaded", "libstdc++", "WeakenLibstdcxx", "fashion doctor");
        (int sick, string findings, _) = Run("dotnet", Path.Combine(folder, "fashion.dll"), "doctor");
        Assert.Equal(1, sick);
        Assert.Contains("bad   libtorch: libtorch cannot be loaded", findings, StringComparison.Ordinal);
    }

    [Fact]
    public void The_package_cache_keeps_the_bytes_that_it_was_filled_with()
    {
        string cached = InPackageCache(), package = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(cached)!, "..", "..", ".."));
        using ZipArchive archive = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(package, "*.nupkg")));
        using Stream entry = archive.GetEntry($"runtimes/linux-x64/native/{Library}")!.Open();
        using var original = new MemoryStream();
        entry.CopyTo(original);
        Assert.Equal(original.ToArray(), File.ReadAllBytes(cached));
        Assert.NotEqual(original.ToArray(), File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, Library)));
    }

    private static string InPackageCache()
    {
        string version = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);
        (_, string output, _) = Run("dotnet", "nuget", "locals", "global-packages", "--list");
        return Path.Combine(output.Split(':', 2)[1].Trim(), "torchsharp", version, "runtimes", "linux-x64", "native", Library);
    }

    // What is built already is laid out once more; nothing is compiled.
    private void Publish(bool step)
    {
        string project = Path.Combine(ProjectRoot.Path, "lib", "FashionNotebooks.Cli", "FashionNotebooks.Cli.csproj");
        (int exit, string output, _) = Run("dotnet", "publish", project, "-c", "Release", "--no-build", "-o", folder, "-nodeReuse:false",
            "-p:PublishReadyToRun=false", $"-p:WeakenLibstdcxx={step}");
        Assert.True(exit == 0, output);
    }

    private static (int Exit, string Output, string Error) Run(string program, params string[] args)
    {
        using Process process =
            Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
