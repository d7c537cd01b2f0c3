namespace FashionNotebooks.Search.Graph;

/// <summary>
/// How USearch 2 writes a graph: <c>[rows u32, row bytes u32]</c>, the rows; a head of 64 bytes with the kinds and counts; <c>[nodes,
/// links, links in the lowest level, highest level, first node]</c>, each u64; the level of each node, i16; the nodes, each with key u64,
/// level i16, and for each of its levels the number of its neighbours u32 and room for all that may be, u32 each.
/// USearch follows all of it without looking, so that a wrong number would lead outside.
/// </summary>
/// <param name="Links">Neighbours that a node has in a level; twice as many in the lowest.</param>
internal readonly record struct GraphLayout(int Nodes, int Dimension, int Links)
{
    /// <summary>Where the rows begin.</summary>
    internal const int Rows = 2 * sizeof(uint);

    private const int Head = 64, GraphHead = 5 * sizeof(ulong), NodeHead = sizeof(ulong) + sizeof(short), MostLinks = 1024;

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
        CheckNodes(bytes[(int)levelsEnd..], levels, (short)top, (int)links);
        return new GraphLayout((int)rows, (int)rowBytes / sizeof(float), (int)links);
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

    private static void CheckNodes(ReadOnlySpan<byte> nodes, ReadOnlySpan<short> levels, short top, int links)
    {
        for (int node = 0; node < levels.Length; node++)
        {
            short level = levels[node];
            Require(level >= 0 && level <= top, "a node of its graph has a level that is not there");
            Require(nodes.Length >= NodeHead, "its graph is cut off");
            (ulong key, short again) = (BinaryPrimitives.ReadUInt64LittleEndian(nodes), BinaryPrimitives.ReadInt16LittleEndian(nodes[8..]));
            Require(key == (ulong)node && again == level, "a node of its graph is another");
            nodes = nodes[NodeHead..];
            for (int at = 0; at <= level; at++)
            {
                int most = at == 0 ? 2 * links : links, room = (1 + most) * sizeof(uint);
                Require(nodes.Length >= room, "its graph is cut off");
                CheckNeighbours(MemoryMarshal.Cast<byte, uint>(nodes[..room]), levels, at);
                nodes = nodes[room..];
            }
        }
        Require(nodes.IsEmpty, "its graph is too long");
    }

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
