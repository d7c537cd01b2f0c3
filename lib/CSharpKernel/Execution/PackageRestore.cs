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
            if (DotnetCommand.Run(["restore", "--nologo", "-v", "minimal"], folder, Limit, progress, cancellation) is { } cause)
                throw new DirectiveException($"#r: package {name} {version} cannot be restored: {cause}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
