namespace FashionNotebooks.Cli.Tests;

/// <summary>
/// A small wardrobe and both stages trained on it with the command line, made once for all tests. Its folder is temporary; the cache of
/// decoded pictures is inside it.
/// </summary>
public sealed class Course : IAsyncLifetime
{
    /// <summary>Classes of the wardrobe.</summary>
    public const int Classes = 9;

    /// <summary>Pictures of the wardrobe by split.</summary>
    public const int TrainCount = 6 * Classes, ValidationCount = 2 * Classes;

    private readonly string root = Directory.CreateTempSubdirectory("fashion-cli-").FullName;

    /// <summary>The wardrobe.</summary>
    public string Data => At("wardrobe");

    /// <summary>Its validation photos.</summary>
    public string Validation => Path.Combine(Data, "validation");

    /// <summary>The classifier of <see cref="TrainClassifier"/>.</summary>
    public string Classifier => At("classifier.safetensors");

    /// <summary>The encoder made from it.</summary>
    public string Encoder => At("encoder.safetensors");

    /// <summary>The index of the training photos.</summary>
    public string Index => At("catalogue.index");

    /// <summary>One photo.</summary>
    public string Query => Directory.GetFiles(Path.Combine(Validation, "hat")).Order(StringComparer.Ordinal).First();

    /// <summary>A path in the temporary folder.</summary>
    public string At(string name) => Path.Combine(root, name);

    /// <summary>A new empty folder.</summary>
    public string NewFolder() => Directory.CreateDirectory(At(Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Makes the next command decode its photos.</summary>
    public void EmptyCache()
    {
        if (Directory.Exists(At("cache")))
            Directory.Delete(At("cache"), recursive: true);
    }

    /// <summary>A command line that trains a classifier in about a second. One thread: fast also where others compute.</summary>
    public string[] TrainClassifier(string output, int epochs = 2) =>
        ["train", "classifier", "--data", Data, "--out", output, "--recipe", "reference", "--epochs", $"{epochs}", "--threads", "1"];

    public async Task InitializeAsync()
    {
        Environment.SetEnvironmentVariable("FASHION_CACHE", At("cache"));
        await Do("data", "sample", "--out", Data, "--per-class", "10", "--size", "64");
        await Do(TrainClassifier(Classifier));
        await Do("train", "siamese", "--data", Data, "--from", Classifier, "--out", Encoder, "--recipe", "reference", "--epochs", "1",
            "--threads", "1");
        await Do("index", "build", "--model", Encoder, "--catalog", Path.Combine(Data, "train"), "--out", Index, "--threads", "1");
    }

    public Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable("FASHION_CACHE", null);
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>No temporary file of a write may stay behind.</summary>
    internal static void AssertNothingHalfWritten(string folder) =>
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories),
            path => path.EndsWith(".tmp", StringComparison.Ordinal) || path.EndsWith(".probe", StringComparison.Ordinal));

    private static async Task Do(params string[] args)
    {
        CliRun run = await CliRun.Of(args);
        Assert.True(run.Exit == 0, run.Error);
    }
}
