using System.Runtime.InteropServices;

namespace FashionNotebooks.Native;

/// <summary>Inverted lists of FAISS with product-quantised codes (IVF-PQ).</summary>
internal sealed unsafe class InvertedLists : SafeHandle
{
    /// <summary>Words in the code book of a part: a code has 8 bits.</summary>
    internal const int BookSize = 256;

    private InvertedLists(nint lists, int dimension, int count, int parts)
        : base(0, ownsHandle: true)
    {
        SetHandle(lists);
        (Dimension, Count, Parts) = (dimension, count, parts);
    }

    public override bool IsInvalid => handle == 0;

    internal int Dimension { get; }

    /// <summary>Lists.</summary>
    internal int Count { get; }

    /// <summary>Bytes of a code, one for each part of a vector.</summary>
    internal int Parts { get; }

    /// <summary>Learns the centres of lists and the code books.</summary>
    /// <param name="rows">A sample, row-major.</param>
    /// <param name="dimension">Values in a row.</param>
    /// <param name="count">Lists.</param>
    /// <param name="parts">Parts of a vector; divides the dimension.</param>
    /// <param name="seed">Of the clustering.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellation">Stops the work between two steps of the clustering.</param>
    internal static InvertedLists Train(
        ReadOnlySpan<float> rows, int dimension, int count, int parts, int seed, int threads, CancellationToken cancellation)
    {
        using var stop = new StopFlag(cancellation);
        nint lists;
        int status;
        fixed (float* first = rows)
            status = IndexLibrary.fx_lists_train(first, rows.Length / dimension, dimension, count, parts, seed, threads, stop.Address, &lists);
        if (status != 0)
            cancellation.ThrowIfCancellationRequested();
        IndexLibrary.Check(status);
        return new InvertedLists(lists, dimension, count, parts);
    }

    /// <summary>Puts arrays together whose lengths fit each other and whose ids are rows.</summary>
    internal static InvertedLists Load(ListArrays arrays, int dimension)
    {
        nint lists;
        int count = arrays.Sizes.Length, parts = arrays.Codes.Length / arrays.Ids.Length;
        fixed (float* centres = arrays.Centres, books = arrays.Books)
        fixed (int* sizes = arrays.Sizes, ids = arrays.Ids)
        fixed (byte* codes = arrays.Codes)
            IndexLibrary.Check(IndexLibrary.fx_lists_load(dimension, count, parts, centres, books, sizes, ids, codes, &lists));
        return new InvertedLists(lists, dimension, count, parts);
    }

    /// <summary>Puts rows into their lists; ids go on from those that are there.</summary>
    internal void Add(ReadOnlySpan<float> rows, int threads)
    {
        fixed (float* first = rows)
            IndexLibrary.Check(IndexLibrary.fx_lists_add(this, first, rows.Length / Dimension, threads));
    }

    /// <summary>The ids whose codes are nearest in the lists nearest to a query; -1 fills the rest.</summary>
    internal void Search(ReadOnlySpan<float> query, int probes, Span<long> ids)
    {
        fixed (float* values = query)
        fixed (long* first = ids)
            IndexLibrary.Check(IndexLibrary.fx_lists_search(this, values, ids.Length, probes, first));
    }

    /// <summary>The lists as arrays.</summary>
    /// <param name="entries">Entries of all lists.</param>
    internal ListArrays Save(int entries)
    {
        var arrays = new ListArrays(new float[Count * Dimension], new float[BookSize * Dimension], new int[Count], new int[entries], new byte[entries * Parts]);
        fixed (float* centres = arrays.Centres, books = arrays.Books)
        fixed (int* sizes = arrays.Sizes, ids = arrays.Ids)
        fixed (byte* codes = arrays.Codes)
            IndexLibrary.fx_lists_save(this, centres, books, sizes, ids, codes);
        return arrays;
    }

    protected override bool ReleaseHandle()
    {
        IndexLibrary.fx_lists_free(handle);
        return true;
    }
}
