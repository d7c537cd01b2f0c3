using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;

namespace CSharpKernel.Tests.Notebooks;

public sealed class KernelSpecTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("spec-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void SpecSaysHowToStartAndStopTheKernel()
    {
        JsonNode spec = Install();
        Assert.Equal(
            ["dotnet", typeof(KernelSpec).Assembly.Location, "{connection_file}"], spec["argv"]!.AsArray().Select(word => (string)word!));
        Assert.Equal("C#", (string)spec["language"]!);
        Assert.Equal("message", (string)spec["interrupt_mode"]!);
    }

    [Fact]
    public void SpecStartsQuicklyAndBoundsNativeThreads()
    {
        JsonNode variables = Install()["env"]!;
        string cores = Environment.ProcessorCount.ToString();
        var expected = new Dictionary<string, string>
        {
            ["DOTNET_EnableWriteXorExecute"] = "0",
            ["DOTNET_TieredPGO"] = "0",
            ["OMP_NUM_THREADS"] = cores,
            ["GOMP_SPINCOUNT"] = "3000",
            ["MALLOC_ARENA_MAX"] = "1",
            ["MKL_NUM_THREADS"] = cores,
        };
        Assert.Equal(expected, variables.AsObject().ToDictionary(entry => entry.Key, entry => (string)entry.Value!));
    }

    [Fact]
    public void SecondInstallReplacesTheFirst()
    {
        File.WriteAllText(KernelSpec.Own.InstallInto(folder), "old");
        Install();
        Assert.Equal(["kernel.json"], Directory.GetFiles(Path.Combine(folder, ".net-csharp")).Select(Path.GetFileName));
    }

    [Fact]
    public void PrefixIsLaidOutAsJupyterExpects() =>
        Assert.Equal(Path.Combine(folder, "share", "jupyter", "kernels", ".net-csharp", "kernel.json"), KernelSpec.Own.Install(folder));

    private JsonNode Install() => JsonNode.Parse(File.ReadAllText(KernelSpec.Own.InstallInto(folder)))!;
}
