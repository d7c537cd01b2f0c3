using FashionNotebooks.Search;

namespace FashionNotebooks.Web.Serving;

/// <summary>An open index: what can be searched, and which files its pictures are. The one place that knows the kinds of indexes.</summary>
internal sealed class Catalogue : IDisposable
{
    private readonly FlatIndex index;
    private readonly Dictionary<string, int> ids;
    private readonly CatalogueFolder folder;

    public Catalogue(FlatIndex index, string version)
    {
        (this.index, Version) = (index, version);
        ids = new Dictionary<string, int>(index.Items.Count, StringComparer.Ordinal);
        foreach (var (id, item) in index.Items.Index())
            ids.Add(item.Path, id);
        folder = new CatalogueFolder(index.Items.Select(item => item.Path));
        Classes = new SortedDictionary<string, int>(index.Items.CountBy(item => item.Class).ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>Differs from that of every other version of the file: ids belong to one version.</summary>
    public string Version { get; }

    public IndexInfo Info => index.Info;

    /// <summary>Pictures of each class.</summary>
    public IReadOnlyDictionary<string, int> Classes { get; }

    public bool Holds(int id) => id >= 0 && id < index.Items.Count;

    public IndexItem Item(int id) => index.Items[id];

    /// <summary>The picture's place below the catalogue's folder, with forward slashes.</summary>
    public string Name(int id) => folder.NameOf(Item(id).Path);

    /// <summary>The picture's file; null if it is gone or no longer below the catalogue's folder.</summary>
    public string? File(int id) => folder.Resolve(Item(id).Path);

    /// <summary>The k nearest, nearest first.</summary>
    /// <param name="embedding">The query.</param>
    /// <param name="k">How many; fewer if the catalogue holds fewer.</param>
    /// <param name="ofClass">Only of this class; null for all.</param>
    /// <param name="except">A picture to leave out; null for none.</param>
    public IReadOnlyList<CatalogueHit> Nearest(float[] embedding, int k, string? ofClass, int? except)
    {
        int wanted = ofClass is null ? Math.Min(k + (except is null ? 0 : 1), index.Items.Count) : index.Items.Count;
        return [.. index.SearchMany(embedding, wanted, threads: 1)[0]
            .Where(result => ofClass is null || result.Class == ofClass)
            .Select(result => new CatalogueHit(ids[result.Path], result.Distance))
            .Where(hit => hit.Id != except)
            .Take(k)];
    }

    public void Dispose() => index.Dispose();
}
