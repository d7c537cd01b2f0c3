using System.Runtime.InteropServices;
using Cloud.Unum.USearch;

namespace FashionNotebooks.Search.Graph;

/// <summary>
/// A graph of USearch's library, which the package brings. The package's C# class opens graphs by the name of a file only, where nobody
/// could check them first, and copies every query and result. A function that fails sets the error to a text.
/// </summary>
internal sealed unsafe partial class UsearchGraph : SafeHandle
{
    private const string Library = "libusearch_c";
    private const int BuildBreadth = 128; // nodes in view while a node is linked

    /// <summary>Begins a graph, empty or with the nodes of another.</summary>
    /// <param name="dimension">Values in a vector.</param>
    /// <param name="links">Neighbours of a node.</param>
    /// <param name="capacity">Nodes that it will have; 0 for one that only views another's bytes.</param>
    /// <param name="start">Bytes of a graph to grow from, already checked.</param>
    /// <exception cref="InputException">It would be more than 2 GiB, or the library does not load.</exception>
    internal UsearchGraph(int dimension, int links, int capacity = 0, VectorBuffer? start = null)
        : base(0, ownsHandle: true)
    {
        VectorBuffer.RequireRoom(GraphLayout.LeastBytes(capacity, dimension, links), Named(capacity));
        // A search keeps as many nodes in view as it is asked for, at least one.
        var options = new Options
        {
            Metric = MetricKind.L2sq,
            Scalar = ScalarKind.Float32,
            Dimension = (nuint)dimension,
            Links = (nuint)links,
            BuildBreadth = BuildBreadth,
            SearchBreadth = 1,
        };
        nint error = 0;
        try
        {
            SetHandle(usearch_init(&options, &error));
        }
        catch (DllNotFoundException)
        {
            // It wants libgomp.so.1, which a small Linux lacks. libtorch brings one by that name along: with it in memory, try again.
            TorchSharp.torch.InitializeDeviceType(TorchSharp.DeviceType.CPU);
            SetHandle(Retry(&options, &error));
        }
        Check(error);
        if (start is not null)
            Take(start, usearch_load_buffer);
        usearch_reserve(this, (nuint)capacity, &error);
        Check(error);
    }

    private delegate void Reader(UsearchGraph graph, byte* buffer, nuint length, nint* error);

    public override bool IsInvalid => handle == 0;

    /// <summary>Uses checked bytes where they lie, for as many searches at once as there are cores.</summary>
    internal void View(VectorBuffer bytes)
    {
        nint error = 0;
        usearch_change_threads_search(this, (nuint)Environment.ProcessorCount, &error);
        Check(error);
        Take(bytes, usearch_view_buffer);
    }

    /// <summary>Links a node. The order of nodes makes the graph; levels are drawn by USearch, always from the same start.</summary>
    internal void Add(int node, ReadOnlySpan<float> vector)
    {
        nint error = 0;
        fixed (float* values = vector)
            usearch_add(this, (ulong)node, values, ScalarKind.Float32, &error);
        Check(error);
    }

    /// <summary>Finds near nodes; gives how many.</summary>
    internal int Search(ReadOnlySpan<float> query, Span<ulong> nodes)
    {
        var distances = new float[nodes.Length];
        nint error = 0;
        nuint found;
        fixed (float* values = query, near = distances)
        fixed (ulong* first = nodes)
            found = usearch_search(this, values, ScalarKind.Float32, (nuint)nodes.Length, first, near, &error);
        Check(error);
        return (int)found;
    }

    /// <summary>The graph's bytes.</summary>
    /// <exception cref="InputException">They are more than 2 GiB.</exception>
    internal VectorBuffer Save(int nodes)
    {
        nint error = 0;
        nuint length = usearch_serialized_length(this, &error);
        Check(error);
        VectorBuffer bytes = VectorBuffer.Allocate((long)length, Named(nodes));
        Take(bytes, usearch_save_buffer);
        return bytes;
    }

    protected override bool ReleaseHandle()
    {
        nint error = 0;
        usearch_free(handle, &error);
        return error == 0;
    }

    private void Take(VectorBuffer bytes, Reader function)
    {
        nint error = 0;
        using VectorBuffer.Lease lease = bytes.Use();
        function(this, lease.Start, (nuint)bytes.Memory.Length, &error);
        Check(error);
    }

    private static string Named(int nodes) => $"{nodes} vectors and their links";

    private static void Check(nint error)
    {
        if (error != 0)
            throw new InvalidOperationException($"USearch: {Marshal.PtrToStringUTF8(error)}");
    }

    private static nint Retry(Options* options, nint* error)
    {
        try
        {
            return usearch_init(options, error);
        }
        catch (DllNotFoundException e)
        {
            throw new InputException("USearch, which searches graphs, has no library that loads on this system; use the kind flat or int8", e);
        }
    }

    [LibraryImport(Library)]
    private static partial nint usearch_init(Options* options, nint* error);

    [LibraryImport(Library)]
    private static partial void usearch_free(nint graph, nint* error);

    [LibraryImport(Library)]
    private static partial void usearch_reserve(UsearchGraph graph, nuint nodes, nint* error);

    [LibraryImport(Library)]
    private static partial void usearch_change_threads_search(UsearchGraph graph, nuint threads, nint* error);

    [LibraryImport(Library)]
    private static partial void usearch_add(UsearchGraph graph, ulong key, float* vector, ScalarKind kind, nint* error);

    [LibraryImport(Library)]
    private static partial nuint usearch_search(
        UsearchGraph graph, float* query, ScalarKind kind, nuint limit, ulong* keys, float* distances, nint* error);

    [LibraryImport(Library)]
    private static partial nuint usearch_serialized_length(UsearchGraph graph, nint* error);

    [LibraryImport(Library)]
    private static partial void usearch_save_buffer(UsearchGraph graph, byte* buffer, nuint length, nint* error);

    [LibraryImport(Library)]
    private static partial void usearch_load_buffer(UsearchGraph graph, byte* buffer, nuint length, nint* error);

    [LibraryImport(Library)]
    private static partial void usearch_view_buffer(UsearchGraph graph, byte* buffer, nuint length, nint* error);

    /// <summary>The options of a graph as the library reads them.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Options
    {
        internal MetricKind Metric;
        internal nint OwnMetric;
        internal ScalarKind Scalar;
        internal nuint Dimension, Links, BuildBreadth, SearchBreadth;
        internal byte ManyPerKey;
    }
}
