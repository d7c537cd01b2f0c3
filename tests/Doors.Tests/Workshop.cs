using FashionNotebooks.Models;
using FashionNotebooks.Search;
using FashionNotebooks.Training;
using FashionNotebooks.Wardrobe;
using TorchSharp;

namespace FashionNotebooks.Doors;

/// <summary>
/// A folder with what the doors need: a small wardrobe, a model that has seen it for an epoch, indexes of it, a place to write.
/// </summary>
internal sealed class Workshop : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("fashion-doors-").FullName;
    private readonly List<IAsyncDisposable> owned = [];
    private readonly Lazy<string> model, state;

    public Workshop() => (model, state) =
        (new(() => Train(Architectures.MobileNetLike)), new(() => Train(Architectures.SmallDepthwise) + ".state"));

    /// <summary>The checkpoint.</summary>
    public string Model => model.Value;

    /// <summary>The training state of a net of few parameters.</summary>
    public string State => state.Value;

    public string Photos => Path.Combine(At("wardrobe"), "validation");

    public static byte[][] Fixtures(string folder, params IEnumerable<string> names) =>
        [.. names.Select(name => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", folder, name)))];

    public string At(string name) => Path.Combine(root, name);

    /// <summary>Writes an input where a door that reads files finds it.</summary>
    public string Write(string name, ReadOnlySpan<byte> input)
    {
        string path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, input);
        return path;
    }

    /// <summary>An index of the wardrobe's photos.</summary>
    public string Index(IndexKind kind)
    {
        string path = At($"{kind}.index");
        using var engine = VisualSearchEngine.Load(Model);
        using LocalIndex index = SearchIndex.Build(engine.EmbedPhotos(Photos), new() { Kind = kind });
        index.Save(path);
        return path;
    }

    /// <summary>Takes over what ends with the workshop.</summary>
    public T Own<T>(T part)
        where T : IAsyncDisposable
    {
        owned.Add(part);
        return part;
    }

    public void Dispose()
    {
        foreach (IAsyncDisposable part in owned)
            part.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(root, recursive: true);
    }

    private string Train(string architecture)
    {
        torch.set_num_threads(1);
        string data = At("wardrobe"), file = At("model.safetensors");
        SampleWardrobe.Write(data, new WardrobeSettings { PerClass = 5, Size = 32, Threads = 1 });
        Recipe recipe = Recipe.Reference with { Classifier = new ClassifierRecipe { Epochs = 1 } };
        new ClassifierTraining { Data = data, Output = file, Architecture = architecture, Recipe = recipe, CacheDirectory = "" }.Run();
        return file;
    }
}
