namespace FashionNotebooks.Evaluation.Retrieval;

/// <summary>Which photos a query may find: never itself (same file or same bytes), and if wished nothing of its sender.</summary>
internal sealed class RetrievalGallery
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly (int Path, int Hash, int Sender, int Class)[] queries, gallery;
    private readonly bool excludeSameSender;

    internal RetrievalGallery(IReadOnlyList<CataloguePhoto> queries, IReadOnlyList<CataloguePhoto> gallery, bool excludeSameSender)
    {
        this.queries = [.. queries.Select(Number)];
        this.gallery = [.. gallery.Select(Number)];
        this.excludeSameSender = excludeSameSender;
    }

    /// <summary>Whether the query may find the photo.</summary>
    internal bool Admits(int query, int photo)
    {
        var (q, g) = (queries[query], gallery[photo]);
        return q.Path != g.Path
            && (q.Hash == 0 || q.Hash != g.Hash)
            && (!excludeSameSender || q.Sender == 0 || q.Sender != g.Sender);
    }

    internal bool IsRelevant(int query, int photo) => queries[query].Class == gallery[photo].Class;

    private (int Path, int Hash, int Sender, int Class) Number(CataloguePhoto photo) =>
        (Number(photo.Path), photo.Sha256.Length == 0 ? 0 : Number(photo.Sha256), Number(photo.Sender), Number(photo.Class));

    /// <summary>One number per text, so that the n × n comparisons are of numbers; 0 is unknown.</summary>
    private int Number(string? text)
    {
        if (text is null)
            return 0;
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, text, out bool exists);
        return exists ? number : number = numbers.Count;
    }
}
