using CSharpKernel.Notebooks;

namespace Notebooks.Tests;

/// <summary>A copy of the course in a temporary folder, over the libraries that this test was built with. Models
/// and photos are made once for all tests.</summary>
public sealed class CourseSandbox : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course-").FullName;

    public CourseSandbox()
    {
        Directory.CreateDirectory(Notebooks);
        foreach (string file in Directory.GetFiles(CourseFiles.Folder))
            File.Copy(file, Path.Combine(Notebooks, Path.GetFileName(file)));
        string app = Directory.CreateDirectory(Path.Combine(folder, "artifacts", "fashion")).FullName;
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory))
            File.CreateSymbolicLink(Path.Combine(app, Path.GetFileName(file)), file);
        Directory.CreateDirectory(Data);
        foreach (string part in new[] { "results", "weights" })
            Directory.CreateSymbolicLink(Path.Combine(Data, part), Path.Combine(CourseFiles.Root, "data", part));
    }

    internal string Notebooks => Path.Combine(folder, "notebooks");

    /// <summary>Where the notebooks draw their wardrobes.</summary>
    internal string Data => Path.Combine(folder, "data");

    internal string Output => Path.Combine(folder, "out");

    /// <summary>What makes a run small and the same on every machine.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["FASHION_QUICK"] = "1",
        ["FASHION_DATA"] = "",
        ["FASHION_OUT"] = "",
        ["FASHION_THREADS"] = "1",
        ["GOMP_SPINCOUNT"] = "3000",
    };

    internal NotebookResult Run(string file, KernelSpec? kernel = null) => Assert.Single(NotebookRunner.Run(
        [Path.Combine(Notebooks, file)],
        new NotebookRunOptions { Kernel = kernel ?? KernelSpec.Own, OutDirectory = Output, Environment = Environment, BudgetFactor = 3 }));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
