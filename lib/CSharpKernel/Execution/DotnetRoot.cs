namespace CSharpKernel.Execution;

/// <summary>The .NET that this process runs on. Its parts lie in folders that are named after their versions.</summary>
internal static class DotnetRoot
{
    /// <summary>The folders of a part such as <c>sdk</c>, newest first; none when it is not installed.</summary>
    internal static IEnumerable<string> Versions(string part)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string folder = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", part));
        return Directory.Exists(folder)
            ? Directory.GetDirectories(folder).OrderByDescending(version => Number(Path.GetFileName(version)))
            : [];
    }

    /// <summary>The number in a version, without what marks it as a preview; 0 when there is none.</summary>
    internal static Version Number(string version)
    {
        string number = version.Split('-')[0];
        return Version.TryParse(number.Contains('.') ? number : $"{number}.0", out Version? parsed) ? parsed : new Version(0, 0);
    }
}
