namespace FashionNotebooks.Search;

/// <summary>
/// Search by photo in three lines:
/// <c>var engine = VisualSearchEngine.Load("model.safetensors"); engine.Embed("catalogue"); engine.Search("query.jpg", k: 5);</c>
/// </summary>
public sealed class VisualSearchEngine : IDisposable
{
    private SearchIndex? catalogue;
    private LookReader? lookReader;

    private VisualSearchEngine(TrainedModel model, SearchIndex? catalogue) => (Model, this.catalogue) = (model, catalogue);

    /// <summary>The model that makes the embeddings.</summary>
    public TrainedModel Model { get; }

    /// <exception cref="InputException">Nothing was embedded or loaded yet.</exception>
    public SearchIndex Catalogue =>
        catalogue ?? throw new InputException("there is no catalogue to search; call Embed with a folder, or load an index file");

    /// <summary>Whether <see cref="Catalogue"/> can be searched.</summary>
    public bool HasCatalogue => catalogue is not null;

    /// <summary>Files that the last <see cref="Embed"/> or <see cref="EmbedPhotos"/> left out.</summary>
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
        return Load(index, index.Model.Beside(file));
    }

    /// <summary>Joins an index, which then belongs to the engine, and the checkpoint of the model that made it.</summary>
    /// <exception cref="InputException">The model cannot be read, or did not make the index; the index is disposed.</exception>
    public static VisualSearchEngine Load(SearchIndex index, string checkpoint)
    {
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

    /// <summary>Embeds every photo below a folder and makes it the catalogue. With class folders, photos carry their class.</summary>
    /// <param name="folder">Class folders, or photos in any arrangement.</param>
    /// <param name="progress">Told about a hundred times while photos are decoded.</param>
    /// <param name="cancellation">Stops the work; the old catalogue stays.</param>
    /// <returns>The catalogue, ready to be saved; it belongs to the engine.</returns>
    /// <exception cref="InputException">There is no photo that can be read.</exception>
    public FlatIndex Embed(string folder, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        EmbeddingSet set = EmbedPhotos(folder, progress, cancellation);
        var made = (FlatIndex)SearchIndex.Build(set, new() { Kind = IndexKind.Flat });
        catalogue?.Dispose();
        catalogue = made;
        return made;
    }

    /// <summary>As <see cref="Embed"/>, for an index of any kind; the catalogue stays as it is.</summary>
    /// <exception cref="InputException">There is no photo that can be read.</exception>
    public EmbeddingSet EmbedPhotos(string folder, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        using PhotoSet photos = PhotoSet.Load(
            ImageFolder.OpenFiles(folder), Model.Preprocessing, cacheDirectory: "", progress: progress, cancellation: cancellation);
        Problems = photos.Problems;
        return EmbeddingSet.Of(photos, Model, Looks, cancellation);
    }

    /// <summary>The embedding of one photo, <c>[D]</c>.</summary>
    /// <exception cref="InputException">The file is no photo that can be read.</exception>
    public float[] EmbedPhoto(string photo)
    {
        using var scope = NewDisposeScope();
        Tensor pixels = Model.Preprocessing.Read(photo); // [3, S, S]
        return Model.Predictor.Embed(pixels.unsqueeze(0)).Values;
    }

    /// <summary>The catalogue's photos that look most like a photo, nearest first.</summary>
    /// <param name="query">The photo's file.</param>
    /// <param name="filter">Which photos may be found; null for all.</param>
    /// <param name="by">What counts; null for the class alone.</param>
    /// <exception cref="InputException">The file is no photo that can be read, or there is no catalogue, or none that knows the looks
    /// that count.</exception>
    public IReadOnlyList<SearchResult> Search(string query, int k = 5, PhotoFilter? filter = null, Likeness? by = null)
    {
        if (by is null or { IsClass: true })
            return Catalogue.Search(EmbedPhoto(query), k, filter);
        using Tensor photo = Model.Preprocessing.Read(query), pixels = photo.unsqueeze(0); // [1, 3, S, S]
        (Matrix embedding, GarmentLooks looks) = Looks.Embed(pixels);
        return Catalogue.Search(Catalogue.Query(embedding.Values, looks), by, k, filter);
    }

    private LookReader Looks => lookReader ??= new LookReader(Model);

    /// <summary>Frees model and catalogue.</summary>
    public void Dispose()
    {
        lookReader?.Dispose();
        catalogue?.Dispose();
        Model.Dispose();
    }
}
