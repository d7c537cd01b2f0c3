using Cloud.Unum.USearch;

namespace FashionNotebooks.Search.Graph;

/// <summary>
/// A graph that USearch's library links, which the package brings. Its C# class opens and saves graphs by the name of a file only, where
/// nobody could check them first, and wants an array for each vector. A function that fails sets the error to a text.
/// </summary>
internal sealed unsafe partial class UsearchGraph : SafeHandle
{
    private const string Library = "libusearch_c";
    private const int BuildBreadth = 128; // nodes in view while a node is linked

    internal UsearchGraph(int dimension, int links)
        : base(0, ownsHandle: true)
    {
        var options = new Options
        {
            Metric = MetricKind.L2sq,
            Scalar = ScalarKind.Float32,
            Dimension = (nuint)dimension,
            Links = (nuint)links,
            BuildBreadth = BuildBreadth,
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
            throw new InputException("USearch, which links graphs, does not load on this system; use the kind flat or int8", e);
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
    private static partial void usearch_add(UsearchGraph graph, ulong key, ReadOnlySpan<float> vector, ScalarKind kind, out nint error);

    [LibraryImport(Library)]
    private static partial nuint usearch_serialized_length(UsearchGraph graph, out nint error);

    [LibraryImport(Library)]
    private static partial void usearch_save_buffer(UsearchGraph graph, byte* buffer, nuint length, out nint error);

    [LibraryImport(Library)]
    private static partial void usearch_load_buffer(UsearchGraph graph, byte* buffer, nuint length, out nint error);

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
