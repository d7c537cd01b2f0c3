namespace FashionNotebooks.Search;

/// <summary>
/// The file of an index. It is a safetensors file, so any tool that reads those can look inside:
/// <list type="bullet">
/// <item>the kind's own tensors. The first one holds the vectors, at a multiple of 64 bytes, so that they are used straight from the
/// mapped file: <c>vectors</c>, F32 <c>[blocks, dimension, 16]</c>, vector i in lane i mod 16 of block i / 16 (flat), or
/// <c>embeddings</c>, F32 <c>[n, dimension]</c> (int8). A graph (hnsw) has <c>graph</c>, U8, USearch's own file, and <c>graph.nodes</c>,
/// I32, the node of each photo;</item>
/// <item>the looks, where they were read: <see cref="LookTensors"/>;</item>
/// <item><c>items</c>: U8, a JSON array with path, class, sha256 and sender of each photo;</item>
/// <item>metadata: <c>format</c> (<c>fashion-index-1</c>), <c>kind</c>, <c>metric</c>, <c>count</c>, <c>model</c>, <c>model_sha256</c>,
/// settings of the kind, and <c>sha256</c>, the checksum of all of it.</item>
/// </list>
/// </summary>
internal static class IndexFile
{
    internal const string Format = "fashion-index-1";

    /// <summary>Writes a file atomically.</summary>
    internal static void Write(
        string path, LocalIndex index, IEnumerable<TensorEntry> tensors, IReadOnlyDictionary<string, string>? settings = null)
    {
        TensorEntry[] all = SafeTensorsFile.Order([.. tensors, .. LookTensors.Of(index.Looks), Photos(index.Photos)]);
        var metadata = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["format"] = Format,
            ["kind"] = index.Kind,
            ["metric"] = MetricNames.Of(index.Metric),
            ["count"] = index.Photos.Count.ToString(CultureInfo.InvariantCulture),
            ["model"] = index.Model.Path,
            ["model_sha256"] = index.Model.Sha256,
        };
        using IncrementalHash hash = Checksum(metadata);
        foreach (TensorEntry tensor in all)
            hash.AppendData(tensor.Bytes.Span);
        metadata["sha256"] = Convert.ToHexStringLower(hash.GetHashAndReset());
        SafeTensorsFile.Write(path, all, metadata, alignment: 64);
    }

    internal static TensorEntry Numbers(string name, int[] numbers) =>
        new(name, ElementType.I32, [numbers.Length], MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());

    internal static TensorEntry Photos(IReadOnlyList<CataloguePhoto> photos)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(photos);
        return new("items", ElementType.U8, [json.Length], json);
    }

    /// <param name="json">What <see cref="Photos(IReadOnlyList{CataloguePhoto})"/> wrote.</param>
    internal static CataloguePhoto[] Photos(ReadOnlySpan<byte> json, long count, string partner, Func<string, InputException> fail)
    {
        try
        {
            CataloguePhoto[]? photos = JsonSerializer.Deserialize<CataloguePhoto[]>(json);
            bool fits = photos?.Length == count
                && Array.TrueForAll(photos, photo => photo is { Path.Length: > 0, Class: not null, Sha256: not null });
            return fits ? photos! : throw fail($"its list of photos does not fit its {partner}");
        }
        catch (JsonException)
        {
            throw fail("its list of photos is no JSON");
        }
    }

    /// <summary>A hash of the metadata, to which the tensors are to be appended in the order of the file.</summary>
    internal static IncrementalHash Checksum(IReadOnlyDictionary<string, string> metadata)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string key, string value) in metadata.Where(p => p.Key != "sha256").OrderBy(p => p.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{key}={value}\n"));
        return hash;
    }
}
