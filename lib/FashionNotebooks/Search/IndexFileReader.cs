using FashionNotebooks.Search.Graph;

namespace FashionNotebooks.Search;

/// <summary>An open index file whose checksum, photos and settings are checked; the kinds check their own tensors.</summary>
internal sealed class IndexFileReader : IDisposable
{
    private readonly SafeTensorsReader reader;
    private readonly Dictionary<string, VectorBuffer>? copies;

    private IndexFileReader(SafeTensorsReader reader, bool copy)
    {
        this.reader = reader;
        copies = copy ? reader.Header.Tensors.ToDictionary(tensor => tensor.Name, Copy) : null;
        if (Text("format") != IndexFile.Format)
            throw Fail($"it has the form {ErrorText.Quote(Text("format"))}");
        Kind = Text("kind");
        Count = Number("count", 1, int.MaxValue);
        CheckSum();
        if (Text("model_sha256").Length != 2 * SHA256.HashSizeInBytes)
            throw Fail("its 'model_sha256' is no SHA-256");
        Model = new IndexModel(Text("model"), Text("model_sha256"));
        Metric = MetricNames.Parse(Text("metric"));
        Photos = IndexFile.Photos(Read<byte>("items", ElementType.U8), Count, "count", Fail);
        Looks = LookTensors.Read(reader, Count, Fail);
    }

    internal string Kind { get; }

    internal int Count { get; }

    internal CataloguePhoto[] Photos { get; }

    /// <summary>What the photos show besides the class; null in a file of an earlier version.</summary>
    internal GarmentLooks? Looks { get; }

    internal IndexModel Model { get; }

    internal DistanceMetric Metric { get; }

    /// <param name="copyUpTo">A file of at most so many bytes is read into memory; a larger one is mapped.</param>
    /// <exception cref="InputException">It is no index file, or is damaged.</exception>
    internal static IndexFileReader Open(string path, long copyUpTo)
    {
        SafeTensorsReader reader = SafeTensorsReader.Open(path);
        try
        {
            return new IndexFileReader(reader, RandomAccess.GetLength(reader.Handle) <= copyUpTo);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>A whole number of the metadata.</summary>
    internal int Number(string key, int low, int high) =>
        int.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= low && number <= high
            ? number
            : throw Fail($"its '{key}' is {ErrorText.Quote(Text(key))} and no number from {low} to {high}");

    internal bool Has(string name) => reader.Header.Tensors.Any(t => t.Name == name);

    /// <summary>Where a tensor lies.</summary>
    internal TensorLayout Tensor(string name) =>
        reader.Header.Tensors.FirstOrDefault(t => t.Name == name) ?? throw Fail($"it has no {name}");

    /// <summary>A tensor's bytes, in memory or mapped; they outlive this reader.</summary>
    internal VectorBuffer Content(TensorLayout tensor) =>
        copies?[tensor.Name] ?? VectorBuffer.Map(reader.Handle, reader.FileOffset(tensor), tensor.Length);

    /// <summary>A graph, whose every link is checked.</summary>
    internal LinkGraph Graph(string name)
    {
        try
        {
            return new LinkGraph(Content(Tensor(name)));
        }
        catch (InvalidOperationException e)
        {
            throw Fail(e.Message);
        }
    }

    /// <summary>The error for a file that an earlier version wrote.</summary>
    internal InputException Outdated(string finding) => new(
        $"'{reader.Path}' is an old index: {finding}; build it again "
        + $"from its catalogue with the model '{Model.Path}', of the kind hnsw, flat, int8 or auto");

    internal InputException Fail(string finding) =>
        new($"'{reader.Path}' is not a usable index: {finding}; build it again");

    public void Dispose() => reader.Dispose();

    private string Text(string key) =>
        reader.Header.Metadata.TryGetValue(key, out string? text) ? text : throw Fail($"its '{key}' is missing");

    /// <summary>A tensor's values.</summary>
    internal T[] Read<T>(string name, ElementType type)
        where T : unmanaged
    {
        TensorLayout layout = Tensor(name);
        if (layout.Type != type || layout.Length == 0)
            throw Fail($"its {name} is of another type, or empty");
        if (copies is not null)
            return MemoryMarshal.Cast<byte, T>(copies[name].GetSpan()).ToArray();
        byte[] bytes = new byte[layout.Length];
        reader.Read(layout, bytes);
        return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
    }

    private VectorBuffer Copy(TensorLayout tensor)
    {
        var buffer = VectorBuffer.Allocate(tensor.Length, $"the values of {ErrorText.Quote(tensor.Name)}");
        reader.Read(tensor, buffer.GetSpan());
        return buffer;
    }

    private void CheckSum()
    {
        using IncrementalHash hash = IndexFile.Checksum(reader.Header.Metadata);
        foreach (TensorLayout tensor in reader.Header.Tensors)
        {
            if (tensor.Length > int.MaxValue)
                throw Fail($"its {ErrorText.Quote(tensor.Name)} has {tensor.Length} bytes");
            VectorBuffer bytes = Content(tensor);
            hash.AppendData(bytes.GetSpan());
            if (copies is null)
                ((IDisposable)bytes).Dispose();
        }
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != Text("sha256"))
            throw Fail("its checksum is wrong, so it is damaged");
    }
}
