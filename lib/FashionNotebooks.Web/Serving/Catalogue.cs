namespace FashionNotebooks.Web.Serving;

/// <summary>An open index: what can be searched, and which files its photos are.</summary>
internal sealed class Catalogue : IDisposable
{
    private const int LeastTurns = 4; // connections to a database

    // A search keeps its thread, in a database while it waits for the answer, too. Without a bound many would keep every thread there is,
    // and with them those that bring the answers.
    private readonly SemaphoreSlim turns = new(Math.Max(LeastTurns, Environment.ProcessorCount));
    private readonly SearchIndex index;
    private readonly Dictionary<string, int> ids;
    private readonly CatalogueFolder folder;

    public Catalogue(SearchIndex index, string version)
    {
        (this.index, Version) = (index, version);
        ids = new Dictionary<string, int>(index.Photos.Count, StringComparer.Ordinal);
        foreach (var (id, photo) in index.Photos.Index())
            ids.Add(photo.Path, id);
        folder = new CatalogueFolder(index.Photos.Select(photo => photo.Path));
        Classes = new SortedDictionary<string, int>(index.Photos.CountBy(photo => photo.Class).ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>Differs from that of every other version of the file: ids belong to one version.</summary>
    public string Version { get; }

    public IndexInfo Info => index.Info;

    /// <summary>Photos of each class.</summary>
    public IReadOnlyDictionary<string, int> Classes { get; }

    public bool Holds(int id) => id >= 0 && id < index.Photos.Count;

    public CataloguePhoto Photo(int id) => index.Photos[id];

    /// <summary>The photo's place below the catalogue's folder, with forward slashes.</summary>
    public string Name(int id) => folder.NameOf(Photo(id).Path);

    /// <summary>The photo's file; null if it is gone or no longer below the catalogue's folder.</summary>
    public string? File(int id) => folder.Resolve(Photo(id).Path);

    /// <summary>The stored embedding of a photo.</summary>
    public Task<float[]> Embedding(int id, CancellationToken cancellation) => Ask(() => index.Embedding(id), cancellation);

    /// <summary>The k nearest, nearest first.</summary>
    /// <param name="ofClass">Only of this class; null for all.</param>
    /// <param name="except">A photo to leave out; null for none.</param>
    public async Task<IReadOnlyList<CatalogueHit>> Nearest(
        float[] embedding, int k, string? ofClass, int? except, CancellationToken cancellation)
    {
        int wanted = Math.Min(except is null ? k : k + 1, index.Photos.Count);
        var filter = new PhotoFilter { Classes = ofClass is null ? null : [ofClass] };
        IReadOnlyList<SearchResult> found = await Ask(() => index.SearchMany(embedding, wanted, filter, threads: 1)[0], cancellation);
        return [.. found.Select(result => new CatalogueHit(ids[result.Path], result.Distance)).Where(hit => hit.Id != except).Take(k)];
    }

    public void Dispose()
    {
        index.Dispose();
        turns.Dispose();
    }

    // The query comes from our own model, so what is refused is refused by a database.
    private async Task<T> Ask<T>(Func<T> ask, CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation);
        try
        {
            return ask();
        }
        catch (InputException e)
        {
            throw new RequestException(503, "the catalogue's database does not answer; try again in a second", e);
        }
        finally
        {
            turns.Release();
        }
    }
}

/// <summary>A photo of the catalogue and how far it is from the query.</summary>
internal readonly record struct CatalogueHit(int Id, double Distance);
