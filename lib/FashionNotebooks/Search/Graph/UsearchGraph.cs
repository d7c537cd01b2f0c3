using Cloud.Unum.USearch;

namespace FashionNotebooks.Search.Graph;

/// <summary>
/// A graph of USearch's library, which the package brings. Its C# class opens graphs by the name of a file only, where nobody could check
/// them first, and copies every query and result. A function that fails sets the error to a text.
/// </summary>
internal sealed unsafe partial class UsearchGraph : SafeHandle
{
    private const string Library = "libusearch_c";
    private const int BuildBreadth = 128; // nodes in view while a node is linked

    internal UsearchGraph(int dimension, int links)
        : base(0, ownsHandle: true)
    {
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
        nint error;
        try
        {
            SetHandle(usearch_init(&options, out error));
        }
        catch (DllNotFoundException)
        {
            // It wants libgomp.so.1, which a small Linux lacks. libtorch brings one by that name along: with it in memory, try again.
            TorchSharp.torch.InitializeDeviceType(TorchSharp.DeviceType.CPU);
            SetHandle(Retry(&options, out error));
        }
        Check(error);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Bytes that <see cref="Save"/> writes.</summary>
    internal long ByteLength
    {
        get
        {
            nuint length = usearch_serialized_length(this, out nint error);
            Check(error);
            return (long)length;
        }
    }

    internal void Reserve(int nodes)
    {
        usearch_reserve(this, (nuint)nodes, out nint error);
        Check(error);
    }

    internal void Add(int node, ReadOnlySpan<float> vector)
    {
        usearch_add(this, (ulong)node, vector, ScalarKind.Float32, out nint error);
        Check(error);
    }

    /// <summary>The nodes nearest to a query that a search with as many in view meets; returns how many there are.</summary>
    internal int Search(ReadOnlySpan<float> query, Span<ulong> nodes, Span<float> distances)
    {
        nuint found = usearch_search(this, query, ScalarKind.Float32, (nuint)nodes.Length, nodes, distances, out nint error);
        Check(error);
        return (int)found;
    }

    internal void Save(byte* buffer, long length)
    {
        usearch_save_buffer(this, buffer, (nuint)length, out nint error);
        Check(error);
    }

    /// <summary>Copies a graph, to grow from it.</summary>
    internal void Load(byte* buffer, long length)
    {
        usearch_load_buffer(this, buffer, (nuint)length, out nint error);
        Check(error);
    }

    /// <summary>Searches a graph where it lies, on as many threads at once.</summary>
    internal void View(byte* buffer, long length, int threads)
    {
        usearch_change_threads_search(this, (nuint)threads, out nint error);
        Check(error);
        usearch_view_buffer(this, buffer, (nuint)length, out error);
        Check(error);
    }

    protected override bool ReleaseHandle()
    {
        usearch_free(handle, out nint error);
        return error == 0;
    }

    private static nint Retry(Options* options, out nint error)
    {
        try
        {
            return usearch_init(options, out error);
        }
        catch (DllNotFoundException e)
        {
            throw new InputException("USearch, which searches graphs, does not load on this system; use the kind flat or int8", e);
        }
    }

    private static void Check(nint error)
    {
        if (error != 0)
            throw new InvalidOperationException($"USearch: {Marshal.PtrToStringUTF8(error)}");
    }

    [LibraryImport(Library)]
    private static partial nint usearch_init(Options* options, out nint error);

    [LibraryImport(Library)]
    private static partial void usearch_free(nint graph, out nint error);

    [LibraryImport(Library)]
    private static partial void usearch_reserve(UsearchGraph graph, nuint nodes, out nint error);

    [LibraryImport(Library)]
    private static partial void usearch_change_threads_search(UsearchGraph graph, nuint threads, out nint error);

    [LibraryImport(Library)]
    private static partial void usearch_add(UsearchGraph graph, ulong key, ReadOnlySpan<float> vector, ScalarKind kind, out nint error);

    [LibraryImport(Library)]
    private static partial nuint usearch_search(
        UsearchGraph graph, ReadOnlySpan<float> query, ScalarKind kind, nuint limit, Span<ulong> keys, Span<float> distances,
        out nint error);

    [LibraryImport(Library)]
    private static partial nuint usearch_serialized_length(UsearchGraph graph, out nint error);

    [LibraryImport(Library)]
    private static partial void usearch_save_buffer(UsearchGraph graph, byte* buffer, nuint length, out nint error);

    [LibraryImport(Library)]
    private static partial void usearch_load_buffer(UsearchGraph graph, byte* buffer, nuint length, out nint error);

    [LibraryImport(Library)]
    private static partial void usearch_view_buffer(UsearchGraph graph, byte* buffer, nuint length, out nint error);

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
