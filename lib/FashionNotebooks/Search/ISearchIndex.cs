using System.Text.Json.Serialization;
using FashionNotebooks.Search.Aspects;

namespace FashionNotebooks.Search;

/// <summary>
/// Pictures that can be searched by embedding, wherever they are kept. An index does not change while it is open, so any number
/// of threads may search at once.
/// </summary>
public interface ISearchIndex : IDisposable
{
    /// <summary>The pictures; a picture's place in the list is its id.</summary>
    IReadOnlyList<IndexItem> Items { get; }

    /// <summary>What <c>index info</c> says.</summary>
    IndexInfo Info { get; }

    /// <summary>The checkpoint that made the embeddings.</summary>
    IndexModel Model { get; }

    /// <summary>How distances are measured.</summary>
    DistanceMetric Metric { get; }

    /// <summary>Values in an embedding.</summary>
    int Dimension { get; }

    /// <summary>The stored embedding of a picture, [dimension]; under the cosine metric it has length 1.</summary>
    /// <param name="item">The picture's id.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    float[] Embedding(int item);

    /// <summary>The k nearest pictures, nearest first; equally near ones in the order of their ids.</summary>
    /// <param name="query">An embedding, [dimension].</param>
    /// <param name="k">1 to the number of pictures.</param>
    /// <param name="filter">Which pictures may be found; null for all. There are fewer than k results when fewer pass.</param>
    /// <exception cref="InputException"><paramref name="k"/> is out of range, or the embedding has another dimension or a value that is
    /// not finite.</exception>
    IReadOnlyList<SearchResult> Search(ReadOnlySpan<float> query, int k, ItemFilter? filter = null);

    /// <summary>Searches for many queries at once.</summary>
    /// <param name="queries">Row-major [n, dimension].</param>
    /// <param name="k">1 to the number of pictures.</param>
    /// <param name="threads">Threads to use; the results do not depend on it.</param>
    /// <param name="filter">As for <see cref="Search"/>.</param>
    /// <exception cref="InputException">As for <see cref="Search"/>.</exception>
    IReadOnlyList<SearchResult>[] SearchMany(ReadOnlySpan<float> queries, int k, int threads = 2, ItemFilter? filter = null);

    /// <summary>Refuses a model that did not build this index.</summary>
    /// <exception cref="InputException">The hashes differ.</exception>
    void RequireModel(IndexModel model);

    /// <summary>Writes the index to a file atomically: whoever reads the file sees the old index or the new one.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    void Save(string path);
}

/// <summary>A picture that was found.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Class">Its class name.</param>
/// <param name="Distance">From the query, in the index's metric.</param>
public sealed record SearchResult(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("class")] string Class,
    [property: JsonPropertyName("distance")] double Distance)
{
    /// <summary>How alike it is in each aspect, where the search was by aspects.</summary>
    [JsonPropertyName("why"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AspectLikeness? Why { get; init; }
}

/// <summary>What <c>index info</c> says.</summary>
/// <param name="Kind">How it searches: <c>flat</c> compares with every vector.</param>
/// <param name="Count">Pictures.</param>
/// <param name="Dimension">Values in an embedding.</param>
/// <param name="Model">The checkpoint's file.</param>
/// <param name="ModelSha256">Hash of the checkpoint.</param>
/// <param name="Metric"><c>euclidean</c> or <c>cosine</c>.</param>
public sealed record IndexInfo(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("dim")] int Dimension,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("model_sha256")] string ModelSha256,
    [property: JsonPropertyName("metric")] string Metric);
