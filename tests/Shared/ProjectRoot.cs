using System.Runtime.CompilerServices;

namespace FashionNotebooks.Tests;

/// <summary>The folder of the project, for tests of files that stand there.</summary>
internal static class ProjectRoot
{
    internal static string Path { get; } = Find();

    private static string Find([CallerFilePath] string file = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "..", ".."));
}
