using System.Xml.Linq;

namespace CSharpKernel.Execution;

/// <summary>Packages that are on this machine already: NuGet's global folder.</summary>
internal static class PackageFolder
{
    /// <summary>Frameworks whose libraries we can load, best first.</summary>
    private static readonly string[] Frameworks =
        ["net10.0", "net9.0", "net8.0", "net7.0", "net6.0", "net5.0", "netcoreapp3.1", "netcoreapp3.0", "netstandard2.1", "netstandard2.0",
            "netstandard1.6", "netstandard1.3", "netstandard1.0"];

    internal static string Root => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The folder of a package: the version asked for, or the newest when it is empty or a
    /// wildcard; null when it is not there.</summary>
    internal static string? Find(string name, string version)
    {
        string package = Path.Combine(Root, name.ToLowerInvariant());
        if (!Directory.Exists(package))
            return null;
        if (version.Length > 0 && !version.Contains('*', StringComparison.Ordinal))
            return Directory.Exists(Path.Combine(package, version.ToLowerInvariant()))
                ? Path.Combine(package, version.ToLowerInvariant())
                : null;
        string? newest = Directory.GetDirectories(package).Select(folder => Path.GetFileName(folder))
            .Where(there => there.StartsWith(version.Split('*')[0], StringComparison.Ordinal))
            .MaxBy(there => (!there.Contains('-', StringComparison.Ordinal), DotnetRoot.Number(there)));
        return newest is null ? null : Path.Combine(package, newest);
    }

    /// <summary>The libraries of a package folder for this runtime.</summary>
    internal static IReadOnlyList<string> Libraries(string folder)
    {
        string? lib = BestFramework(Path.Combine(folder, "lib"));
        return lib is null ? [] : Directory.GetFiles(lib, "*.dll");
    }

    /// <summary>The packages that a package needs: name and lowest version.</summary>
    internal static IEnumerable<(string Name, string Version)> Dependencies(string folder)
    {
        string? specification = Directory.GetFiles(folder, "*.nuspec").FirstOrDefault();
        if (specification is null)
            return [];
        XElement root = XElement.Load(specification);
        XElement[] groups = [.. root.Descendants()
            .Where(element => element.Name.LocalName == "group" && element.Parent!.Name.LocalName == "dependencies")];
        XElement? best = groups.Length == 0
            ? root.Descendants().FirstOrDefault(element => element.Name.LocalName == "dependencies")
            : groups.OrderBy(group => Rank(((string?)group.Attribute("targetFramework") ?? "").TrimStart('.').ToLowerInvariant())).First();
        return (best?.Elements() ?? []).Where(element => element.Name.LocalName == "dependency")
            .Select(element => ((string)element.Attribute("id")!,
                ((string?)element.Attribute("version") ?? "").Trim('[', ']', '(', ')').Split(',')[0].Trim()));
    }

    /// <summary>Where a package, or the folder of an application, keeps native libraries for this machine, if it has any.</summary>
    internal static string NativeFolder(string folder) => Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");

    private static string? BestFramework(string lib) => !Directory.Exists(lib)
        ? null
        : Directory.GetDirectories(lib).Where(folder => Rank(Path.GetFileName(folder)) < Frameworks.Length)
            .MinBy(folder => Rank(Path.GetFileName(folder)));

    private static int Rank(string framework)
    {
        int rank = Array.IndexOf(
            Frameworks, framework.StartsWith("netstandard", StringComparison.Ordinal) ? framework : framework.Split('-')[0]);
        return rank < 0 ? Frameworks.Length : rank;
    }
}
