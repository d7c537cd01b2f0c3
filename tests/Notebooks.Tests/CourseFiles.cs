using CSharpKernel.Notebooks;
using FashionNotebooks.Tests;

namespace Notebooks.Tests;

/// <summary>The notebooks of the repository and what belongs to them.</summary>
internal static class CourseFiles
{
    internal static string Root { get; } = ProjectRoot.Path;

    internal static string Folder { get; } = Path.Combine(Root, "notebooks");

    /// <summary>File names, in the order of the course.</summary>
    internal static string[] Names { get; } =
        [.. Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>Each file name as the argument of a test.</summary>
    internal static TheoryData<string> Theory { get; } = [.. Names];

    internal static string Solutions { get; } = Path.Combine(Root, "tests", "Notebooks.Tests", "Solutions");

    internal static string Twins { get; } = Path.Combine(Root, "tests", "Notebooks.Tests", "Twins");

    internal static NotebookFile Read(string name) => NotebookFile.Read(Path.Combine(Folder, name));
}
