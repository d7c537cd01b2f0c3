namespace FashionNotebooks.Search;

/// <summary>
/// Compares a query with every vector, but in 8 bits a value: a quarter of the bytes to read. The exact distances of the best candidates
/// decide, so that the results are nearly always those of <see cref="FlatIndex"/>.
/// </summary>
public sealed class Int8Index : LocalIndex
{
    internal const string Name = "int8";
    private const int PoolFactor = 2, PoolLeast = 8;
    private readonly VectorBuffer rows;
    private readonly Int8Blocks codes;

    /// <param name="rows">Row-major [n, dimension], prepared for the metric.</param>
    internal Int8Index(float[] rows, CataloguePhoto[] photos, IndexModel model, DistanceMetric metric)
        : this(Buffer(rows), rows.Length / photos.Length, photos, model, metric)
    {
    }

    private Int8Index(VectorBuffer rows, int dimension, IReadOnlyList<CataloguePhoto> photos, IndexModel model, DistanceMetric metric)
        : base(photos, model, metric, dimension) => (this.rows, codes) = (rows, new Int8Blocks(rows, dimension));

    internal override string Kind => Name;

    public override void Save(string path)
    {
        IndexFile.Write(path, this, [new("embeddings", ElementType.F32, [Photos.Count, Dimension], rows.Memory)]);
        GC.KeepAlive(this);
    }

    public override void Dispose()
    {
        ((IDisposable)rows).Dispose();
        codes.Dispose();
    }

    internal static Int8Index Read(IndexFileReader file)
    {
        TensorLayout layout = file.Tensor("embeddings");
        if (layout is not { Type: ElementType.F32, Begin: 0, Shape: [var rows, > 0 and <= int.MaxValue] } || rows != file.Count)
            throw file.Fail($"{file.Count} vectors do not fit embeddings of shape {ErrorText.Shape(layout.Shape)}");
        return new Int8Index(file.Content(layout), (int)layout.Shape[1], file.Photos, file.Model, file.Metric);
    }

    private protected override Int8Index With(int[] kept, float[] added, CataloguePhoto[] photos) =>
        new(Rows(kept, added), photos, Model, Metric);

    private protected override void CopyEmbedding(int photo, Span<float> embedding)
    {
        rows.Row(photo, Dimension).CopyTo(embedding);
        GC.KeepAlive(this);
    }

    private protected override ulong[][] NearestKeys(float[] queries, int k, int threads, Predicate<int>? accept)
    {
        TopK[] candidates = codes.Nearest(queries, Math.Min(PoolFactor * k + PoolLeast, Photos.Count), threads, accept);
        var nearest = new ulong[candidates.Length][];
        using VectorBuffer.Lease lease = rows.Use();
        ForEach(nearest.Length, threads, i => nearest[i] = Exact(candidates[i].Kept(), queries.AsSpan(i * Dimension, Dimension), k));
        return nearest;
    }

    /// <summary>The k nearest of some candidates, by their vectors.</summary>
    private ulong[] Exact(ulong[] candidates, ReadOnlySpan<float> query, int k)
    {
        var top = new TopK(k);
        foreach (ulong key in candidates)
        {
            int photo = RankingKey.Item(key);
            top.Offer(RankingKey.Of(FloatBlocks.Distance(query, rows.Row(photo, Dimension)), photo));
        }
        return top.Sorted();
    }

    private static VectorBuffer Buffer(float[] rows)
    {
        VectorBuffer buffer = VectorBuffer.Allocate((long)rows.Length * sizeof(float), $"{rows.Length} values");
        rows.CopyTo(buffer.Floats);
        return buffer;
    }
}
