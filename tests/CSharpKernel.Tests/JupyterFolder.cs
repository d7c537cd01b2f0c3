using CSharpKernel.Notebooks;

namespace CSharpKernel.Tests;

/// <summary>A temporary Jupyter installation that holds one kernel, ours if none is named.</summary>
internal sealed class JupyterFolder : IDisposable
{
    internal JupyterFolder(KernelSpec? kernel = null)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "runtime"));
        (kernel ?? KernelSpec.Own).InstallInto(System.IO.Path.Combine(Path, "kernels"));
    }

    internal string Path { get; } = Directory.CreateTempSubdirectory("csharp-kernel-").FullName;

    internal IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["JUPYTER_PATH"] = Path,
        ["JUPYTER_RUNTIME_DIR"] = System.IO.Path.Combine(Path, "runtime"),
    };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
