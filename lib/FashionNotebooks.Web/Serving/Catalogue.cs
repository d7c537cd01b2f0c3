using FashionNotebooks.Inference;

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
    private readonly Lazy<Dictionary<string, int>> names;

    public Catalogue(SearchIndex index, string version)
    {
        (this.index, Version) = (index, version);
        ids = index.Photos.Index().ToDictionary(photo => photo.Item.Path, photo => photo.Index, StringComparer.Ordinal);
        folder = new CatalogueFolder(index.Photos.Select(photo => photo.Path));
        names = new(() => index.Photos.Index().DistinctBy(photo => Name(photo.Index))
            .ToDictionary(photo => Name(photo.Index), photo => photo.Index, StringComparer.Ordinal));
        Classes = new SortedDictionary<string, int>(index.Photos.CountBy(photo => photo.Class).ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>Differs from that of every other version of the file: ids belong to one version.</summary>
    public string Version { get; }

    public IndexInfo Info => index.Info;

    /// <summary>Whether it can be searched by more than the class.</summary>
    public bool HasLooks => index.HasLooks;

    /// <summary>Photos of each class.</summary>
    public IReadOnlyDictionary<string, int> Classes { get; }

    public bool Holds(int id) => id >= 0 && id < index.Photos.Count;

    public CataloguePhoto Photo(int id) => index.Photos[id];

    /// <summary>The photo's place below the catalogue's folder, with forward slashes.</summary>
    public string Name(int id) => folder.NameOf(Photo(id).Path);

    /// <summary>The photo of a name; null if there is none.</summary>
    public int? Find(string name) => names.Value.TryGetValue(name, out int id) ? id : null;

    public string ImageAddress(int id) => $"/api/items/{id}/image?index={Version}";

    /// <summary>The photo's file; null if it is gone or no longer below the catalogue's folder.</summary>
    public string? File(int id) => folder.Resolve(Photo(id).Path);

    /// <summary>The stored embedding of a photo.</summary>
    public Task<float[]> Embedding(int id, CancellationToken cancellation) => Ask(() => index.Embedding(id), cancellation);

    /// <summary>The nearest, nearest first.</summary>
    /// <param name="embedding">Of the photo that is searched with.</param>
    /// <param name="looks">What that photo shows; null if it is one of the catalogue, or the class is all that counts.</param>
    public async Task<IReadOnlyList<CatalogueHit>> Nearest(
        SearchQuery query, float[] embedding, GarmentLooks? looks, CancellationToken cancellation)
    {
        query.RequireLooks(this);
        int wanted = Math.Min(query.Except is null ? query.K : query.K + 1, index.Photos.Count);
        var filter = new PhotoFilter { Classes = query.Class is null ? null : [query.Class] };
        IEnumerable<CatalogueHit> found = await Ask(() => Find(query, embedding, looks, wanted, filter), cancellation);
        return [.. found.Where(hit => hit.Id != query.Except).Take(query.K)];
    }

    private CatalogueHit[] Find(SearchQuery query, float[] embedding, GarmentLooks? looks, int k, PhotoFilter filter)
    {
        AspectQuery? aspects = query.Likeness is null || !HasLooks ? null
            : looks is null ? index.Query(query.Except!.Value) : index.Query(embedding, looks);
        IReadOnlyList<SearchResult> found = query.Likeness is { IsClass: false } by
            ? index.Search(aspects!, by, k, filter)
            : index.SearchMany(embedding, k, filter, threads: 1)[0];
        return [.. found.Select(result => Hit(ids[result.Path], result))];

        CatalogueHit Hit(int id, SearchResult result) =>
            new(id, result.Distance, aspects is null ? null : result.Why ?? index.Why(aspects, id));
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

/// <summary>A photo of the catalogue, how far it is from the query, and how alike in each aspect if that was asked.</summary>
internal readonly record struct CatalogueHit(int Id, double Distance, AspectLikeness? Why);
