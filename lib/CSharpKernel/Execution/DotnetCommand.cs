using System.Diagnostics;

namespace CSharpKernel.Execution;

/// <summary>Runs the SDK's <c>dotnet</c>, never longer than a limit.</summary>
internal static class DotnetCommand
{
    /// <param name="folder">Where it runs.</param>
    /// <param name="limit">Then it is ended.</param>
    /// <param name="progress">Gets each line that it writes.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="program">Which <c>dotnet</c>; by default the one that the system finds.</param>
    /// <returns>Null for success, else why not, in one line.</returns>
    internal static string? Run(
        IEnumerable<string> arguments, string folder, TimeSpan limit, Action<string> progress, CancellationToken cancellation,
        string program = "dotnet")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using Process process = Process.Start(start)!;
        string? error = null, last = null;
        void Line(string? line)
        {
            if (string.IsNullOrWhiteSpace(line))
                return;
            last = line.Trim();
            error = last.Contains("error", StringComparison.OrdinalIgnoreCase) ? last : error;
            progress(last);
        }
        process.OutputDataReceived += (_, e) => Line(e.Data);
        process.ErrorDataReceived += (_, e) => Line(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(limit);
        try
        {
            process.WaitForExitAsync(timer.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return $"it took longer than {limit.TotalSeconds} s and was ended; is there a network?";
        }
        return process.ExitCode == 0 ? null : error ?? last ?? "it does not say why";
    }

    /// <summary>Restores packages, by a project that is made for them.</summary>
    /// <param name="items">The project's items that name them.</param>
    /// <param name="properties">Properties that say where to look.</param>
    /// <returns>The folders that hold the packages, or why not, in one line.</returns>
    internal static (string[] Folders, string? Cause) Restore(
        string items, string properties, TimeSpan limit, Action<string> progress, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("dotnet-restore-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "restore.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit>{properties}</PropertyGroup>
                  <ItemGroup>{items}</ItemGroup>
                </Project>
                """);
            // An empty file of its own keeps a surrounding repository's settings away.
            foreach (string settings in new[] { "Directory.Build.props", "Directory.Packages.props" })
                File.WriteAllText(Path.Combine(folder, settings), "<Project />");
            if (Run(["restore", "--nologo", "-v", "minimal"], folder, limit, progress, cancellation) is { } cause)
                return ([], cause);
            JsonNode assets = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json")))!;
            return ([.. assets["packageFolders"]!.AsObject().Select(place => place.Key)], null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
