using System.Text.Json;
using System.Text.Json.Nodes;
using CSharpKernel.Protocol;

namespace CSharpKernel.Notebooks;

/// <summary>The description by which Jupyter and VS Code find this kernel: <c>kernels/.net-csharp/kernel.json</c>.</summary>
public static class KernelSpec
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The user's kernel folder: <c>$JUPYTER_DATA_DIR/kernels</c> or <c>~/.local/share/jupyter/kernels</c>.</summary>
    public static string UserKernels => Path.Combine(
        Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "jupyter"),
        "kernels");

    /// <summary>The kernel's program, to be started as <c>dotnet CSharpKernel.dll CONNECTION_FILE</c>.</summary>
    public static string KernelAssembly => typeof(KernelSpec).Assembly.Location;

    /// <summary>Installs for the current user.</summary>
    /// <returns>The file that was written.</returns>
    public static string InstallForUser() => InstallInto(UserKernels);

    /// <summary>Installs below a prefix, as in <c>PREFIX/share/jupyter/kernels</c>.</summary>
    /// <returns>The file that was written.</returns>
    public static string InstallUnder(string prefix) => InstallInto(Path.Combine(prefix, "share", "jupyter", "kernels"));

    /// <summary>Installs into a folder of kernels; running it again replaces the file.</summary>
    /// <returns>The file that was written.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static string InstallInto(string kernels)
    {
        string folder = Path.Combine(kernels, KernelInfo.SpecName);
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "kernel.json");
        string temporary = $"{file}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, Content().ToJsonString(Indented) + "\n");
        File.Move(temporary, file, overwrite: true);
        return file;
    }

    private static JsonObject Content() => new()
    {
        ["argv"] = new JsonArray("dotnet", KernelAssembly, "{connection_file}"),
        ["display_name"] = KernelInfo.DisplayName,
        ["language"] = KernelInfo.Language,
        ["interrupt_mode"] = "message",
        ["env"] = new JsonObject(KernelEnvironment.Variables.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value))),
    };
}
