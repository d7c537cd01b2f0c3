using System.Runtime.InteropServices;
using FashionNotebooks.Search;

namespace FashionNotebooks.Evaluation;

/// <summary>Which gallery items a query may find: never itself (same file or same bytes), and if wished nothing of its sender.</summary>
internal sealed class RetrievalGallery
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly (int Path, int Hash, int Sender, int Class)[] queries;
    private readonly (int Path, int Hash, int Sender, int Class)[] gallery;
    private readonly bool excludeSameSender;

    internal RetrievalGallery(IReadOnlyList<IndexItem> queries, IReadOnlyList<IndexItem> gallery, bool excludeSameSender)
    {
        this.queries = [.. queries.Select(Number)];
        this.gallery = [.. gallery.Select(Number)];
        this.excludeSameSender = excludeSameSender;
    }

    /// <summary>Whether the query may find the item.</summary>
    internal bool Admits(int query, int item)
    {
        var (q, g) = (queries[query], gallery[item]);
        return q.Path != g.Path
            && (q.Hash == 0 || q.Hash != g.Hash)
            && (!excludeSameSender || q.Sender == 0 || q.Sender != g.Sender);
    }

    /// <summary>Whether the item is of the query's class.</summary>
    internal bool IsRelevant(int query, int item) => queries[query].Class == gallery[item].Class;

    private (int Path, int Hash, int Sender, int Class) Number(IndexItem item) =>
        (Number(item.Path), Number(item.Sha256), Number(item.Sender), Number(item.Class));

    /// <summary>One number per text, so that the n × n comparisons are of numbers; 0 is unknown.</summary>
    private int Number(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return 0;
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, text, out bool exists);
        return exists ? number : number = numbers.Count;
    }
}
