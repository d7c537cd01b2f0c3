using System.Diagnostics;
using System.Security;

namespace CSharpKernel.Execution;

/// <summary>Downloads a package and what it needs, by <c>dotnet restore</c> of a project made for it. Never takes longer than two minutes.</summary>
internal sealed class PackageRestore(IReadOnlyList<string> sources)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <exception cref="DirectiveException">The restore failed or took too long.</exception>
    /// <exception cref="OperationCanceledException">The user pressed Stop.</exception>
    internal void Run(string name, string version, Action<string> progress, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("csharp-kernel-restore-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "restore.csproj"), Project(name, version));
            // An empty file of its own keeps a surrounding repository's settings away.
            File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
            File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
            Restore(folder, $"{name} {version}", progress, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Restore(string folder, string what, Action<string> progress, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", ["restore", "--nologo", "-v", "minimal"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string lastError = "";
        void Line(string? line)
        {
            if (string.IsNullOrWhiteSpace(line))
                return;
            if (line.Contains("error", StringComparison.Ordinal))
                lastError = line.Trim();
            progress(line.Trim());
        }
        process.OutputDataReceived += (_, e) => Line(e.Data);
        process.ErrorDataReceived += (_, e) => Line(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new DirectiveException($"#r: the restore of {what} took longer than {Limit.TotalSeconds} s and was ended; is there a network?");
        }
        if (process.ExitCode != 0)
            throw new DirectiveException($"#r: {what} cannot be restored: {lastError}");
    }

    private string Project(string name, string version)
    {
        string wanted = version.Length == 0 ? "*" : version;
        string extra = sources.Count == 0 ? "" : $"<RestoreAdditionalProjectSources>{SecurityElement.Escape(string.Join(';', sources))}</RestoreAdditionalProjectSources>";
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit>{extra}</PropertyGroup>
              <ItemGroup><PackageReference Include="{SecurityElement.Escape(name)}" Version="{SecurityElement.Escape(wanted)}" /></ItemGroup>
            </Project>
            """;
    }
}
