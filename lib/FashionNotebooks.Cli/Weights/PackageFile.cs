using CSharpKernel.Execution;

namespace FashionNotebooks.Cli.Weights;

/// <summary>A file of a NuGet package, which is restored when it is not there yet; afterwards it is found without a network.</summary>
internal static class PackageFile
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <exception cref="InputException">The package is not in the cache and cannot be fetched, or lacks the file.</exception>
    public static string Find(string package, string version, string member, CancellationToken cancellation)
    {
        string usual = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        if (In(usual) is { } there)
            return there;
        Answer.Note($"restoring the package {package} {version}");
        return Restore(package, version, cancellation).Select(In).FirstOrDefault(file => file is not null)
            ?? throw new InputException($"the package {package} {version} has no file {member}; delete it from {usual} and try again");

        string? In(string folder) =>
            Path.Combine(folder, package.ToLowerInvariant(), version, member) is var file && File.Exists(file) ? file : null;
    }

    // The folders that hold the packages of a project made for this one.
    private static string[] Restore(string package, string version, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("fashion-restore-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "restore.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><PackageDownload Include="{package}" Version="[{version}]" /></ItemGroup>
                </Project>
                """);
            string? cause = DotnetCommand.Run(["restore", "--nologo", "-v", "minimal"], folder, Limit, _ => { }, cancellation);
            if (cause is not null)
                throw new InputException($"the package {package} {version} is not in the cache and cannot be fetched "
                    + $"({cause.ReplaceLineEndings(" ")}); connect to a network once");
            using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json")));
            return [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(property => property.Name)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
