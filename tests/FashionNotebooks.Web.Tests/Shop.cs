using FashionNotebooks.Models;
using FashionNotebooks.Search;
using FashionNotebooks.Training;
using FashionNotebooks.Wardrobe;
using TorchSharp;

namespace FashionNotebooks.Web.Tests;

/// <summary>What a shop would serve: a small wardrobe, a classifier and an encoder that have seen it for an
/// epoch, and an index by each. Made once.</summary>
public sealed class Shop : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("fashion-web-").FullName;
    private Task<Client>? shared;

    public Shop()
    {
        torch.set_num_threads(1);
        SampleWardrobe.Write(Wardrobe, new WardrobeSettings { PerClass = 10, Size = 64 });
        Recipe recipe = Recipe.Reference with
        {
            Classifier = new ClassifierRecipe { Epochs = 1 },
            Siamese = new SiameseRecipe { Epochs = 1 }
        };
        new ClassifierTraining { Data = Wardrobe, Output = Classifier, Recipe = recipe, CacheDirectory = "" }.Run();
        new SiameseTraining { Data = Wardrobe, Output = Encoder, From = Classifier, Recipe = recipe, CacheDirectory = "" }.Run();
        Build(Classifier, "train", Index);
        Build(Encoder, "train", EncoderIndex);
    }

    public string Wardrobe => At("wardrobe");

    public string Classifier => At("classifier.safetensors");

    public string Encoder => At("encoder.safetensors");

    /// <summary>The training pictures, embedded by the classifier.</summary>
    public string Index => At("classifier.index");

    /// <summary>The same, embedded by the encoder.</summary>
    public string EncoderIndex => At("encoder.index");

    /// <summary>Pictures that are not in the indexes.</summary>
    public string[] Queries =>
        [.. Directory.GetFiles(Path.Combine(Wardrobe, "validation"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public string At(string name) => Path.Combine(root, name);

    /// <summary>Builds an index of a split.</summary>
    public void Build(string model, string split, string index)
    {
        using var engine = VisualSearchEngine.Load(model);
        engine.Embed(Path.Combine(Wardrobe, split)).Save(index);
    }

    /// <summary>An index of the training photos as earlier versions wrote it: it knows no looks.</summary>
    public string Bare(string name)
    {
        using LocalIndex full = SearchIndex.Open(Index);
        float[] vectors = [.. Enumerable.Range(0, full.Photos.Count).SelectMany(full.Embedding)];
        using FlatIndex bare = FlatIndex.Build(vectors, full.Photos, full.Model, full.Metric);
        bare.Save(At($"{name}.index"));
        return At($"{name}.index");
    }

    public ServerOptions Options => new() { Model = Classifier, Index = Index, Urls = "http://127.0.0.1:0", ReloadCheck = TimeSpan.Zero };

    /// <summary>The server of all tests that need no options of their own and do not count what it has done.</summary>
    internal Task<Client> Shared() => shared ??= Client.Start(Options);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (shared is not null)
            await (await shared).DisposeAsync();
        Directory.Delete(root, recursive: true);
    }
}
