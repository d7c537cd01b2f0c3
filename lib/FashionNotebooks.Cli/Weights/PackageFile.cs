using CSharpKernel.Execution;

namespace FashionNotebooks.Cli.Weights;

/// <summary>A file of a NuGet package, which is restored when it is not there yet; afterwards it is found without a network.</summary>
internal static class PackageFile
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <exception cref="InputException">The package is not in the cache and cannot be fetched, or lacks the file.</exception>
    public static string Find(string package, string version, string member, CancellationToken cancellation)
    {
        if (In(PackageFolder.Root) is { } there)
            return there;
        Answer.Note($"restoring the package {package} {version}");
        (string[] folders, string? cause) = DotnetCommand.Restore(
            $"<PackageDownload Include=\"{package}\" Version=\"[{version}]\" />", properties: "", Limit, _ => { }, cancellation);
        if (cause is not null)
            throw new InputException($"the package {package} {version} is not in the cache and cannot be fetched "
                + $"({cause.ReplaceLineEndings(" ")}); connect to a network once");
        return folders.Select(In).FirstOrDefault(file => file is not null) ?? throw new InputException(
            $"the package {package} {version} has no file {member}; delete it from {PackageFolder.Root} and try again");

        string? In(string folder) =>
            Path.Combine(folder, package.ToLowerInvariant(), version, member) is var file && File.Exists(file) ? file : null;
    }
}
