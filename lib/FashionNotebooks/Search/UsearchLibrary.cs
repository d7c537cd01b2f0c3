using System.Runtime.InteropServices;
using Cloud.Unum.USearch;

namespace FashionNotebooks.Search;

/// <summary>
/// Entry points of USearch's library, which the package brings. Its C# class opens graphs by the name of a file only, where nobody could
/// check them first, and copies every query and result. A function that fails sets the error to a text.
/// </summary>
internal static unsafe partial class UsearchLibrary
{
    private const string Library = "libusearch_c";

    /// <summary>Throws when a function has failed.</summary>
    /// <exception cref="InvalidOperationException">The library's own text.</exception>
    internal static void Check(nint error)
    {
        if (error != 0)
            throw new InvalidOperationException($"USearch: {Marshal.PtrToStringUTF8(error)}");
    }

    [LibraryImport(Library)]
    internal static partial nint usearch_init(GraphOptions* options, nint* error);

    [LibraryImport(Library)]
    internal static partial void usearch_free(nint graph, nint* error);

    [LibraryImport(Library)]
    internal static partial void usearch_reserve(GraphHandle graph, nuint nodes, nint* error);

    [LibraryImport(Library)]
    internal static partial void usearch_change_threads_search(GraphHandle graph, nuint threads, nint* error);

    [LibraryImport(Library)]
    internal static partial void usearch_add(GraphHandle graph, ulong key, float* vector, ScalarKind kind, nint* error);

    [LibraryImport(Library)]
    internal static partial nuint usearch_search(
        GraphHandle graph, float* query, ScalarKind kind, nuint limit, ulong* keys, float* distances, nint* error);

    [LibraryImport(Library)]
    internal static partial nuint usearch_serialized_length(GraphHandle graph, nint* error);

    [LibraryImport(Library)]
    internal static partial void usearch_save_buffer(GraphHandle graph, byte* buffer, nuint length, nint* error);

    [LibraryImport(Library)]
    internal static partial void usearch_load_buffer(GraphHandle graph, byte* buffer, nuint length, nint* error);

    [LibraryImport(Library)]
    internal static partial void usearch_view_buffer(GraphHandle graph, byte* buffer, nuint length, nint* error);
}

/// <summary>The options of a graph as the library reads them.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GraphOptions
{
    internal MetricKind Metric;
    internal nint OwnMetric;
    internal ScalarKind Scalar;
    internal nuint Dimension, Links, BuildBreadth, SearchBreadth;
    internal byte ManyPerKey;
}

/// <summary>A graph of the library.</summary>
internal sealed unsafe class GraphHandle : SafeHandle
{
    internal GraphHandle(int dimension, int links)
        : base(0, ownsHandle: true)
    {
        // A search keeps as many nodes in view as it is asked for, at least one.
        var options = new GraphOptions
        {
            Metric = MetricKind.L2sq,
            Scalar = ScalarKind.Float32,
            Dimension = (nuint)dimension,
            Links = (nuint)links,
            BuildBreadth = LinkGraph.BuildBreadth,
            SearchBreadth = 1,
        };
        nint error = 0;
        try
        {
            SetHandle(UsearchLibrary.usearch_init(&options, &error));
        }
        catch (DllNotFoundException)
        {
            // It wants libgomp.so.1, which a small Linux lacks. libtorch brings one by that name along: with it in memory, try again.
            TorchSharp.torch.InitializeDeviceType(TorchSharp.DeviceType.CPU);
            SetHandle(Retry(&options, &error));
        }
        UsearchLibrary.Check(error);
    }

    public override bool IsInvalid => handle == 0;

    private static nint Retry(GraphOptions* options, nint* error)
    {
        try
        {
            return UsearchLibrary.usearch_init(options, error);
        }
        catch (DllNotFoundException e)
        {
            throw new InputException("USearch, which searches graphs, has no library that loads on this system; use the kind flat or int8", e);
        }
    }

    protected override bool ReleaseHandle()
    {
        nint error = 0;
        UsearchLibrary.usearch_free(handle, &error);
        return error == 0;
    }
}
