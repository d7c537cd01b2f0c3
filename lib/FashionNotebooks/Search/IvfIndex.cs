using FashionNotebooks.Checkpoints;
using FashionNotebooks.Native;

namespace FashionNotebooks.Search;

/// <summary>
/// Approximate search for catalogues larger than the memory: vectors are sorted into lists and kept there in a few bytes each; only
/// the lists nearest to the query are looked at, and the exact vectors of the best candidates are read from the file.
/// Product quantisation, https://doi.org/10.1109/TPAMI.2010.57.
/// </summary>
public sealed class IvfIndex : CandidateIndex
{
    /// <summary>Pictures that an index of this kind needs at least, so that its lists and code books can be learnt.</summary>
    public const int FewestPictures = 1000;

    internal const string Name = "ivf";
    private const int AddedAtOnce = 1 << 14, SamplesPerList = 64, PoolFactor = 20, LeastProbes = 16;
    private readonly InvertedLists lists;

    private IvfIndex(VectorRows rows, InvertedLists lists, IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric)
        : base(rows, items, model, metric)
    {
        this.lists = lists;
        Probes = Math.Max(LeastProbes, lists.Count / 32);
    }

    /// <summary>How many lists a search looks at; more finds more and takes longer.</summary>
    public int Probes { get; set; }

    internal override string Kind => Name;

    /// <summary>Builds an index in memory.</summary>
    /// <param name="embeddings">Row-major [n, dimension].</param>
    /// <param name="items">The pictures, [n], at least <see cref="FewestPictures"/>.</param>
    /// <param name="model">The checkpoint that made the embeddings.</param>
    /// <param name="options">Metric, seed and threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InputException">As for <see cref="FlatIndex.Build"/>; also when there are too few pictures.</exception>
    public static IvfIndex Build(
        ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items, IndexModel model, IndexBuildOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new IndexBuildOptions();
        int dimension = Embeddings.Dimension(embeddings, items);
        if (items.Count < FewestPictures)
            throw new InputException($"an index of the kind {Name} needs at least {FewestPictures} pictures and there are {items.Count}; take the kind {FlatIndex.Name}");
        IndexItem[] all = Distinct(items);
        VectorRows rows = VectorRows.Join(null, [], embeddings, items, dimension, options.Metric);
        int count = (int)Math.Clamp(4 * Math.Sqrt(all.Length), 1, all.Length / 16);
        var lists = InvertedLists.Train(Sample(rows, count * SamplesPerList, options.Seed), dimension, count, Parts(dimension), options.Seed, options.Threads, cancellation);
        for (int at = 0; at < all.Length; at += AddedAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            lists.Add(rows.Values.Slice(at * dimension, Math.Min(AddedAtOnce, all.Length - at) * dimension), options.Threads);
        }
        GC.KeepAlive(rows);
        return new IvfIndex(rows, lists, all, model, options.Metric);
    }

    /// <inheritdoc/>
    public override IvfIndex Add(ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items)
    {
        RequireDimension(embeddings, items);
        IndexItem[] all = Distinct([.. Items, .. items]);
        VectorRows rows = VectorRows.Join(Rows, [.. Enumerable.Range(0, Rows.Count)], embeddings, items, Dimension, Metric);
        InvertedLists more = InvertedLists.Load(lists.Save(Items.Count), Dimension);
        more.Add(rows.Values[(Items.Count * Dimension)..], threads: 1);
        GC.KeepAlive(rows);
        return new IvfIndex(rows, more, all, Model, Metric) { Probes = Probes };
    }

    /// <inheritdoc/>
    public override IvfIndex Remove(Predicate<IndexItem> remove)
    {
        int[] kept = Kept(remove);
        VectorRows rows = VectorRows.Join(Rows, kept, [], [], Dimension, Metric);
        InvertedLists fewer = InvertedLists.Load(Without(lists.Save(Items.Count), kept), Dimension);
        return new IvfIndex(rows, fewer, [.. kept.Select(i => Items[i])], Model, Metric) { Probes = Probes };
    }

    /// <inheritdoc/>
    public override void Save(string path)
    {
        ListArrays arrays = lists.Save(Items.Count);
        IndexFile.Write(path, this,
        [
            Rows.Entry,
            IndexFile.Values("lists.centres", arrays.Centres),
            IndexFile.Values("lists.books", arrays.Books),
            IndexFile.Numbers("lists.sizes", arrays.Sizes),
            IndexFile.Numbers("lists.ids", arrays.Ids),
            new("lists.codes", ElementType.U8, [Items.Count, lists.Parts], arrays.Codes),
        ]);
        GC.KeepAlive(this);
    }

    internal static IvfIndex Read(IndexFileReader file)
    {
        VectorRows rows = VectorRows.Of(file, file.Count);
        try
        {
            var arrays = new ListArrays(
                file.Values("lists.centres"), file.Values("lists.books"), file.Numbers("lists.sizes"), file.Numbers("lists.ids"), file.Bytes("lists.codes"));
            if (!Fits(arrays, file.Count, rows.Dimension))
                throw file.Fail("its lists do not fit its pictures");
            return new IvfIndex(rows, InvertedLists.Load(arrays, rows.Dimension), file.Items, file.Model, file.Metric);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Rows.Dispose();
        lists.Dispose();
    }

    private protected override int Pool(int k) => PoolFactor * k;

    private protected override void Candidates(nint rows, ReadOnlySpan<float> query, Span<long> candidates) =>
        lists.Search(query, Math.Min(Probes, lists.Count), candidates);

    /// <summary>Parts of a vector, each a byte of its code: two to four values a part, as far as the dimension can be divided.</summary>
    private static int Parts(int dimension)
    {
        int parts = Math.Max(1, dimension / 4);
        while (dimension % parts != 0)
            parts++;
        return parts;
    }

    private static float[] Sample(VectorRows rows, int most, int seed)
    {
        int[] chosen = [.. Enumerable.Range(0, rows.Count)];
        new Random(seed).Shuffle(chosen);
        var sample = new float[Math.Min(most, rows.Count) * rows.Dimension];
        for (int i = 0; i < sample.Length / rows.Dimension; i++)
            rows.Row(chosen[i]).CopyTo(sample.AsSpan(i * rows.Dimension));
        return sample;
    }

    private static ListArrays Without(ListArrays arrays, int[] kept)
    {
        int parts = arrays.Codes.Length / arrays.Ids.Length, from = 0, to = 0;
        var sizes = new int[arrays.Sizes.Length];
        var ids = new int[kept.Length];
        var codes = new byte[kept.Length * parts];
        for (int list = 0; list < sizes.Length; list++)
        {
            for (int end = from + arrays.Sizes[list]; from < end; from++)
            {
                if (Array.BinarySearch(kept, arrays.Ids[from]) is not (>= 0 and var id))
                    continue;
                ids[to] = id;
                arrays.Codes.AsSpan(from * parts, parts).CopyTo(codes.AsSpan(to * parts));
                to++;
                sizes[list]++;
            }
        }
        return arrays with { Sizes = sizes, Ids = ids, Codes = codes };
    }

    private static bool Fits(ListArrays arrays, int count, int dimension)
    {
        var seen = new bool[count];
        bool Once(int id) => id >= 0 && id < count && !seen[id] && (seen[id] = true);
        int parts = arrays.Codes.Length / count;
        return arrays.Ids.Length == count && Array.TrueForAll(arrays.Ids, Once)
            && parts > 0 && arrays.Codes.Length == (long)parts * count && dimension % parts == 0
            && arrays.Sizes.Length > 0 && Array.TrueForAll(arrays.Sizes, size => size >= 0) && arrays.Sizes.Sum(size => (long)size) == count
            && arrays.Centres.Length == (long)arrays.Sizes.Length * dimension && arrays.Books.Length == (long)InvertedLists.BookSize * dimension;
    }
}
