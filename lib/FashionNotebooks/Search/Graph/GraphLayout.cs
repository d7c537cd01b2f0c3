namespace FashionNotebooks.Search.Graph;

/// <summary>
/// How USearch 2 writes a graph: <c>[rows u32, row bytes u32]</c>, the rows; a head of 64 bytes with the kinds and counts; <c>[nodes,
/// links, links in the lowest level, highest level, first node]</c>, each u64; the level of each node, i16; the nodes, each with key u64,
/// level i16, and for each of its levels the number of its neighbours u32 and room for all that may be, u32 each.
/// </summary>
/// <param name="Links">Neighbours that a node has in a level; twice as many in the lowest.</param>
/// <param name="First">The node where searches begin.</param>
/// <param name="Top">Its level, the highest.</param>
/// <param name="Lists">Where the neighbours of each node begin, [nodes].</param>
internal sealed record GraphLayout(int Dimension, int Links, int First, int Top, int[] Lists)
{
    /// <summary>Where the rows begin.</summary>
    internal const int Rows = 2 * sizeof(uint);

    private const int Head = 64, GraphHead = 5 * sizeof(ulong), NodeHead = sizeof(ulong) + sizeof(short), MostLinks = 1024;

    /// <summary>How many nodes there are.</summary>
    internal int Nodes => Lists.Length;

    /// <summary>Refuses what is more than one index holds, even without higher levels, before anything is linked.</summary>
    /// <exception cref="InputException">It is more than 2 GiB.</exception>
    internal static void RequireRoom(int nodes, int dimension, int links) => VectorBuffer.RequireRoom(
        nodes * ((long)dimension * sizeof(float) + sizeof(short) + NodeHead + (1 + 2 * links) * sizeof(uint)), Named(nodes));

    /// <summary>What a graph is called in errors.</summary>
    internal static string Named(int nodes) => $"{nodes} vectors and their links";

    /// <summary>Checks that every number leads to a place that is there.</summary>
    /// <exception cref="InvalidOperationException">One does not; the message says which.</exception>
    internal static GraphLayout Check(ReadOnlySpan<byte> bytes)
    {
        Require(bytes.Length >= Rows, "its graph is cut off");
        ReadOnlySpan<uint> sizes = MemoryMarshal.Cast<byte, uint>(bytes[..Rows]);
        (uint rows, uint rowBytes) = (sizes[0], sizes[1]);
        // Before they are multiplied: two sizes of 32 bits may be more than 64 bits hold.
        Require(rows > 0 && rowBytes > 0 && rowBytes % sizeof(float) == 0 && rows <= bytes.Length / rowBytes, "its graph is cut off");
        long head = Rows + (long)rows * rowBytes, levelsEnd = head + Head + GraphHead + (long)rows * sizeof(short);
        Require(levelsEnd <= bytes.Length, "its graph is cut off");
        CheckHead(bytes.Slice((int)head, Head), rows, rowBytes / sizeof(float));

        ReadOnlySpan<ulong> numbers = MemoryMarshal.Cast<byte, ulong>(bytes.Slice((int)head + Head, GraphHead));
        (ulong links, ulong top, ulong first) = (numbers[1], numbers[3], numbers[4]);
        Require(numbers[0] == rows && first < rows, "its graph begins at no node");
        Require(links is > 1 and <= MostLinks && numbers[2] == 2 * links, "its graph has an unknown number of links");
        ReadOnlySpan<short> levels = MemoryMarshal.Cast<byte, short>(bytes[((int)head + Head + GraphHead)..(int)levelsEnd]);
        Require(top <= (ulong)short.MaxValue && levels[(int)first] == (short)top, "its graph does not begin at the highest level");
        var layout = new GraphLayout((int)rowBytes / sizeof(float), (int)links, (int)first, (int)top, new int[rows]);
        layout.CheckNodes(bytes, (int)levelsEnd, levels);
        return layout;
    }

    /// <summary>The neighbours of a node in a level that it has; of a checked graph.</summary>
    internal ReadOnlySpan<uint> Neighbours(ReadOnlySpan<byte> bytes, int node, int level)
    {
        ReadOnlySpan<uint> list = List(bytes[Lists[node]..], level);
        return list.Slice(1, (int)list[0]);
    }

    private static void CheckHead(ReadOnlySpan<byte> head, uint rows, uint dimension)
    {
        // From 2.10 on the kinds have these numbers: squared Euclidean distance, float32, keys of 64 bits, nodes of 32 bits.
        int minor = BinaryPrimitives.ReadUInt16LittleEndian(head[9..]);
        Require(head.StartsWith("usearch\x2\0"u8) && minor >= 10, "its graph is none of USearch 2");
        Require(head.Slice(13, 4).SequenceEqual("e\xb\xe\xf"u8), "its graph is of another kind");
        ReadOnlySpan<ulong> counts = MemoryMarshal.Cast<byte, ulong>(head.Slice(17, 3 * sizeof(ulong)));
        Require(counts[0] == rows && counts[1] == 0 && counts[2] == dimension && head[41] == 0, "its graph is of other vectors");
    }

    private void CheckNodes(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<short> levels)
    {
        for (int node = 0; node < levels.Length; node++)
        {
            short level = levels[node];
            Require(level >= 0 && level <= Top, "a node of its graph has a level that is not there");
            int length = NodeHead + Room(level + 1);
            Require(bytes.Length - at >= length, "its graph is cut off");
            ReadOnlySpan<byte> head = bytes.Slice(at, NodeHead);
            (ulong key, short again) = (BinaryPrimitives.ReadUInt64LittleEndian(head), BinaryPrimitives.ReadInt16LittleEndian(head[8..]));
            Require(key == (ulong)node && again == level, "a node of its graph is another");
            Lists[node] = at + NodeHead;
            for (int list = 0; list <= level; list++)
                CheckNeighbours(List(bytes[Lists[node]..], list), levels, list);
            at += length;
        }
        Require(at == bytes.Length, "its graph is too long");
    }

    /// <summary>Bytes of the lists of a node in as many levels, from the lowest.</summary>
    private int Room(int levels) => (levels == 0 ? 0 : (levels + 1) * Links + levels) * sizeof(uint);

    /// <summary>The number of neighbours in a level, then room for all that may be.</summary>
    private ReadOnlySpan<uint> List(ReadOnlySpan<byte> lists, int level) =>
        MemoryMarshal.Cast<byte, uint>(lists[Room(level)..Room(level + 1)]);

    private static void CheckNeighbours(ReadOnlySpan<uint> list, ReadOnlySpan<short> levels, int level)
    {
        Require(list[0] < list.Length, "a node of its graph has too many neighbours");
        foreach (uint neighbour in list.Slice(1, (int)list[0]))
            Require(neighbour < levels.Length && (level == 0 || levels[(int)neighbour] >= level), "a link of its graph leads nowhere");
    }

    private static void Require(bool fits, string finding)
    {
        if (!fits)
            throw new InvalidOperationException(finding);
    }
}
