using System.Runtime.InteropServices;

namespace FashionNotebooks.Native;

/// <summary>Entry points of <c>fashion_index</c> (FAISS). Each that returns a number returns 0, or another one with a text.</summary>
internal static unsafe partial class IndexLibrary
{
    private const string Library = "fashion_index";

    /// <summary>Throws when a call did not return 0.</summary>
    /// <exception cref="InvalidOperationException">The library's own text.</exception>
    internal static void Check(int status)
    {
        if (status != 0)
            throw new InvalidOperationException((Marshal.PtrToStringUTF8(fx_last_error()) ?? "unknown error").ReplaceLineEndings(" ").Trim());
    }

    [LibraryImport(Library)]
    private static partial nint fx_last_error();

    [LibraryImport(Library)]
    internal static partial int fx_graph_new(int links, int breadth, nint* result);

    [LibraryImport(Library)]
    internal static partial int fx_graph_clone(LinkGraph graph, nint* result);

    [LibraryImport(Library)]
    internal static partial void fx_graph_free(nint graph);

    [LibraryImport(Library)]
    internal static partial int fx_graph_grow(LinkGraph graph, long count, long seed);

    [LibraryImport(Library)]
    internal static partial int fx_graph_link(LinkGraph graph, float* rows, long dimension, int* order, long count, int* stop);

    [LibraryImport(Library)]
    internal static partial int fx_graph_search(LinkGraph graph, float* rows, long dimension, float* query, int k, long* nodes);

    [LibraryImport(Library)]
    internal static partial void fx_graph_shape(LinkGraph graph, long* nodes, long* links, int* entry, int* top);

    [LibraryImport(Library)]
    internal static partial void fx_graph_save(LinkGraph graph, int* levels, int* links);

    [LibraryImport(Library)]
    internal static partial int fx_graph_load(
        int linksPerNode, int breadth, long nodes, int* levels, long links, int* neighbors, int entry, int top, nint* result);

    [LibraryImport(Library)]
    internal static partial int fx_lists_train(float* rows, long count, int dimension, int lists, int parts, long seed, int threads, int* stop, nint* result);

    [LibraryImport(Library)]
    internal static partial void fx_lists_free(nint lists);

    [LibraryImport(Library)]
    internal static partial int fx_lists_add(InvertedLists lists, float* rows, long count, int threads);

    [LibraryImport(Library)]
    internal static partial int fx_lists_search(InvertedLists lists, float* query, int k, int probes, long* ids);

    [LibraryImport(Library)]
    internal static partial void fx_lists_save(InvertedLists lists, float* centres, float* books, int* sizes, int* ids, byte* codes);

    [LibraryImport(Library)]
    internal static partial int fx_lists_load(
        int dimension, int lists, int parts, float* centres, float* books, int* sizes, int* ids, byte* codes, nint* result);
}
