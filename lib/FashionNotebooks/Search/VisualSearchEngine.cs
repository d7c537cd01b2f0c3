using FashionNotebooks.Checkpoints;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Search.Aspects;
using static TorchSharp.torch;

namespace FashionNotebooks.Search;

/// <summary>
/// Search by picture in three lines: <c>var engine = VisualSearchEngine.Load("model.safetensors"); engine.Embed("catalogue");
/// engine.Search("query.jpg", k: 5);</c>
/// </summary>
public sealed class VisualSearchEngine : IDisposable
{
    private readonly TrainedModel model;
    private ISearchIndex? catalogue;
    private LookReader? lookReader;

    private VisualSearchEngine(TrainedModel model, ISearchIndex? catalogue)
    {
        this.model = model;
        this.catalogue = catalogue;
    }

    /// <summary>The model that makes the embeddings.</summary>
    public TrainedModel Model => model;

    /// <summary>What is searched.</summary>
    /// <exception cref="InputException">Nothing was embedded or loaded yet.</exception>
    public ISearchIndex Catalogue =>
        catalogue ?? throw new InputException("there is no catalogue to search; call Embed with a folder, or load an index file");

    /// <summary>Whether <see cref="Catalogue"/> can be searched.</summary>
    public bool HasCatalogue => catalogue is not null;

    /// <summary>Files that the last <see cref="Embed"/> or <see cref="EmbedPictures"/> left out.</summary>
    public IReadOnlyList<FileProblem> Problems { get; private set; } = [];

    /// <summary>Loads a model, or an index together with the model that made it.</summary>
    /// <param name="file">A checkpoint of <c>fashion train</c> or an index of <c>fashion index build</c>.</param>
    /// <exception cref="InputException">The file, or the model of an index, cannot be read or has changed since.</exception>
    public static VisualSearchEngine Load(string file)
    {
        using (SafeTensorsReader reader = SafeTensorsReader.Open(file))
        {
            if (reader.Header.Metadata.ContainsKey("task"))
                return new VisualSearchEngine(TrainedModel.Load(reader), null);
        }
        LocalIndex index = SearchIndex.Open(file);
        return Load(index, Checkpoint(file, index.Model.Path));
    }

    /// <summary>Joins an index and the model that made it.</summary>
    /// <param name="index">The index, which then belongs to the engine.</param>
    /// <param name="checkpoint">The model's file.</param>
    /// <exception cref="InputException">The model cannot be read, or did not make the index; the index is disposed.</exception>
    public static VisualSearchEngine Load(ISearchIndex index, string checkpoint)
    {
        ArgumentNullException.ThrowIfNull(index);
        try
        {
            index.RequireModel(IndexModel.Of(checkpoint));
            return new VisualSearchEngine(TrainedModel.Load(checkpoint), index);
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Embeds every picture below a folder and makes it the catalogue. With class folders, items carry their class.</summary>
    /// <param name="folder">Class folders, or pictures in any arrangement.</param>
    /// <param name="progress">Told about a hundred times while pictures are decoded.</param>
    /// <param name="cancellation">Stops the work; the old catalogue stays.</param>
    /// <returns>The catalogue, ready to be saved; it belongs to the engine.</returns>
    /// <exception cref="InputException">There is no picture that can be read.</exception>
    public FlatIndex Embed(string folder, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        CatalogueEmbeddings set = EmbedPictures(folder, progress, cancellation);
        FlatIndex made = FlatIndex.Build(set.Values, set.Items, set.Model);
        made.Looks = set.Looks;
        catalogue?.Dispose();
        catalogue = made;
        return made;
    }

    /// <summary>Embeds every picture below a folder, for an index of any kind; the catalogue stays as it is.</summary>
    /// <param name="folder">Class folders, or pictures in any arrangement.</param>
    /// <param name="progress">Told about a hundred times while pictures are decoded.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InputException">There is no picture that can be read.</exception>
    public CatalogueEmbeddings EmbedPictures(string folder, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        using PhotoSet photos = PhotoSet.Load(ImageFolder.OpenFiles(folder), model.Preprocessing, cacheDirectory: "", progress: progress, cancellation: cancellation);
        float[] embeddings = model.Predictor.Embed(photos.Pixels, cancellation).Values;
        Problems = photos.Problems;
        return new CatalogueEmbeddings(embeddings, [.. photos.Items.Select(IndexItem.Of)], IndexModel.Of(Path.GetFullPath(model.Path)))
        {
            Looks = Looks.Read(photos.Pixels, cancellation),
        };
    }

    /// <summary>The embedding of one picture, <c>[D]</c>.</summary>
    /// <exception cref="InputException">The file is no picture that can be read.</exception>
    public float[] EmbedPicture(string picture)
    {
        using var scope = NewDisposeScope();
        Tensor pixels = model.Preprocessing.Read(picture); // [3, S, S]
        return model.Predictor.Embed(pixels.unsqueeze(0)).Values;
    }

    /// <summary>The catalogue's pictures that look most like a picture, nearest first.</summary>
    /// <param name="query">The picture's file.</param>
    /// <param name="k">How many.</param>
    /// <param name="filter">Which pictures may be found; null for all.</param>
    /// <exception cref="InputException">The file is no picture that can be read, or there is no catalogue.</exception>
    public IReadOnlyList<SearchResult> Search(string query, int k = 5, ItemFilter? filter = null) =>
        Catalogue.Search(EmbedPicture(query), k, filter);

    /// <summary>As <see cref="Search(string, int, ItemFilter)"/>, by other aspects than the class alone.</summary>
    /// <param name="query">The picture's file.</param>
    /// <param name="k">How many.</param>
    /// <param name="filter">Which pictures may be found.</param>
    /// <param name="by">What counts.</param>
    /// <exception cref="InputException">As there, or the catalogue does not know the looks of its photos.</exception>
    public IReadOnlyList<SearchResult> Search(string query, int k, ItemFilter filter, Likeness by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by.IsClass)
            return Search(query, k, filter);
        if (Catalogue is not LocalIndex index)
            throw new InputException("a catalogue in a database is searched by class alone; build an index file to search by the rest");
        using Tensor pixels = model.Preprocessing.Read(query).unsqueeze(0); // [1, 3, S, S]
        return index.Search(model.Predictor.Embed(pixels).Values, Looks.Read(pixels), by, k, filter);
    }

    private LookReader Looks => lookReader ??= new LookReader(model.AnyEncoder, model.Preprocessing);

    /// <summary>Frees model and catalogue.</summary>
    public void Dispose()
    {
        lookReader?.Dispose();
        catalogue?.Dispose();
        model.Dispose();
    }

    // An index and its model may have moved together.
    private static string Checkpoint(string index, string stored)
    {
        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(index))!, Path.GetFileName(stored));
        return !File.Exists(stored) && File.Exists(beside) ? beside : stored;
    }
}
