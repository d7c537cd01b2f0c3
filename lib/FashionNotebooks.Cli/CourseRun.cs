using System.Globalization;
using CSharpKernel.Notebooks;
using FashionNotebooks.Cli.Commands;
using FashionNotebooks.Course;
using FashionNotebooks.Photos.Download;

namespace FashionNotebooks.Cli;

/// <summary>The notebooks of the course on one folder of photos, one after another, each in a kernel of its own.</summary>
/// <param name="data">Folder with <c>train/</c> and <c>validation/</c>.</param>
/// <param name="output">Where models, results and executed notebooks go.</param>
/// <param name="seed">The seed of every notebook.</param>
/// <param name="threads">Threads to compute with.</param>
internal sealed class CourseRun(string data, string output, long seed, int threads)
{
    /// <summary>What the notebooks record.</summary>
    public CourseResults Results { get; } = new(Path.Combine(output, "results.json"));

    /// <summary>Runs the notebooks of a folder; figures of an earlier run are dropped first.</summary>
    /// <exception cref="InputException">The photos are not split, there is no notebook, or a file cannot be written.</exception>
    public IReadOnlyList<NotebookResult> Notebooks(string folder, CancellationToken cancellation)
    {
        DataRoot photos = DataRoot.Open(data);
        if (!photos.IsSplit)
            throw new InputException($"'{data}' has no train/ and validation/; the course needs both, with a folder for each class inside");
        foreach (string split in (string[])["train", "validation"])
            photos.OpenSplit(split);
        AtomicFile.RequirePlace(Results.Path);
        File.Delete(Results.Path);
        return NotebooksRunCommand.Run([folder], new NotebookRunOptions { OutDirectory = output, Environment = Variables() }, cancellation);
    }

    /// <summary>The parameters that <c>notebooks/setup.csx</c> reads.</summary>
    private Dictionary<string, string> Variables() => new()
    {
        ["FASHION_DATA"] = data,
        ["FASHION_OUT"] = output,
        ["FASHION_SEED"] = seed.ToString(CultureInfo.InvariantCulture),
        ["FASHION_THREADS"] = threads.ToString(CultureInfo.InvariantCulture),
    };
}
