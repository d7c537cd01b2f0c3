using System.Diagnostics;

namespace CSharpKernel.Notebooks;

/// <summary>
/// .NET Interactive as a kernel: the tool that a project's <c>.config/dotnet-tools.json</c> pins, copied with a newer FSharp.Core.
/// Plotly.NET needs a newer one than the tool carries, and the tool gives every notebook its own.
/// </summary>
public static class InteractiveTool
{
    private const string Package = "microsoft.dotnet-interactive", App = "Microsoft.DotNet.Interactive.App.dll";

    /// <summary>Restores the tool and copies it, unless the copy is there. Only the restore needs a package feed, and only once.</summary>
    /// <param name="project">The folder with <c>.config/dotnet-tools.json</c>.</param>
    /// <param name="cache">Where the copy is kept.</param>
    /// <param name="fsharpCore">The FSharp.Core.dll that notebooks need.</param>
    /// <param name="cancellation">Ends the restore.</param>
    /// <returns>The kernel that is the copy.</returns>
    /// <exception cref="InvalidDataException">The tool is not pinned, cannot be restored, or a file is missing.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public static KernelSpec Prepare(string project, string cache, string fsharpCore, CancellationToken cancellation = default)
    {
        string manifest = Path.Combine(project, ".config", "dotnet-tools.json"), version = Pinned(manifest);
        if (!File.Exists(fsharpCore))
            throw new InvalidDataException($"there is no '{fsharpCore}'");
        string library = FileVersionInfo.GetVersionInfo(fsharpCore).FileVersion ?? "";
        string copy = Path.Combine(Path.GetFullPath(cache), $"dotnet-interactive-{version}-fsharp-{library}"),
            app = Path.Combine(copy, App);
        if (!File.Exists(app))
        {
            string package = Path.Combine(PackageFolder.Root, Package, version);
            string tool = Tool(package) ?? Restored(manifest, package, cancellation);
            string temporary = $"{copy}.{Environment.ProcessId}.tmp";
            try
            {
                Copy(tool, temporary);
                File.Copy(fsharpCore, Path.Combine(temporary, Path.GetFileName(fsharpCore)), overwrite: true);
                Directory.Move(temporary, copy);
            }
            catch (IOException) when (File.Exists(app))
            {
                // Another process made the same copy meanwhile: that one stays.
            }
            finally
            {
                if (Directory.Exists(temporary))
                    Directory.Delete(temporary, recursive: true);
            }
        }
        // Without the last option it listens for HTTP on all addresses of the machine.
        string[] arguments = [app, "jupyter", "--default-kernel", "csharp", "--http-local-only", KernelSpec.ConnectionFile];
        return new KernelSpec(".net-csharp-interactive", ".NET Interactive (C#)", arguments, TakesInterrupts: false);
    }

    private static string Pinned(string manifest)
    {
        try
        {
            var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
            return (string?)JsonNode.Parse(File.ReadAllText(manifest), documentOptions: strict)?["tools"]?[Package]?["version"]
                ?? throw new InvalidDataException($"'{manifest}' does not pin {Package}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"cannot read which .NET Interactive is pinned: {e.Message}", e);
        }
    }

    /// <summary>The program's folder inside its package; null when it is not there.</summary>
    private static string? Tool(string package) => Directory.Exists(package)
        ? Path.GetDirectoryName(Directory.EnumerateFiles(package, App, SearchOption.AllDirectories).FirstOrDefault())
        : null;

    private static string Restored(string manifest, string package, CancellationToken cancellation)
    {
        string[] command = ["tool", "restore", "--tool-manifest", manifest];
        string? cause = DotnetCommand.Run(command, Path.GetDirectoryName(manifest)!, TimeSpan.FromMinutes(5), _ => { }, cancellation);
        if (cause is null && Tool(package) is { } tool)
            return tool;
        cause ??= $"it is not in '{package}'";
        throw new InvalidDataException($".NET Interactive cannot be restored, which needs a package feed once: {cause}");
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
