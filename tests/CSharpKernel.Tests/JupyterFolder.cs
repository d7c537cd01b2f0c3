using CSharpKernel.Notebooks;

namespace CSharpKernel.Tests;

/// <summary>A temporary Jupyter installation that holds only our kernel.</summary>
internal sealed class JupyterFolder : IDisposable
{
    internal JupyterFolder()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "runtime"));
        KernelSpec.Own.InstallInto(System.IO.Path.Combine(Path, "kernels"));
    }

    internal string Path { get; } = Directory.CreateTempSubdirectory("csharp-kernel-").FullName;

    internal IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["JUPYTER_PATH"] = Path,
        ["JUPYTER_RUNTIME_DIR"] = System.IO.Path.Combine(Path, "runtime"),
    };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
