namespace FashionNotebooks.Search;

/// <summary>
/// Embeddings in a file that any safetensors reader opens: <c>embeddings</c> <c>[n, d]</c>; <c>items</c>, a JSON array with path, class,
/// sha256 and sender of each photo; <c>paths</c>, <c>model</c> and <c>model_sha256</c> in the metadata.
/// </summary>
public static class EmbeddingFile
{
    /// <summary>Writes a file atomically.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, EmbeddingSet set)
    {
        var metadata = new Dictionary<string, string>
        {
            ["paths"] = JsonSerializer.Serialize(set.Photos.Select(photo => photo.Path)),
            ["model"] = set.Model.Path,
            ["model_sha256"] = set.Model.Sha256,
        };
        byte[] values = MemoryMarshal.AsBytes(set.Vectors.AsSpan()).ToArray();
        TensorEntry embeddings = new("embeddings", ElementType.F32, [set.Photos.Count, set.Dimension], values);
        SafeTensorsFile.Write(
            path, [embeddings, IndexFile.Photos(set.Photos), .. LookTensors.Of(set.Looks)], metadata, alignment: 8,
                Limits.EmbeddingHeaderBytes);
    }

    /// <summary>Reads files, as the parts that <c>fashion embed --shard</c> wrote, into one set in their order.</summary>
    /// <exception cref="InputException">A file is not readable or not whole, or two are of different models or dimensions.</exception>
    public static EmbeddingSet Read(IReadOnlyList<string> paths)
    {
        EmbeddingSet[] parts = [.. paths.Select(Read)];
        EmbeddingSet first = parts.FirstOrDefault() ?? throw new InputException("there is no file of embeddings; name at least one");
        foreach (var (path, part) in paths.Zip(parts))
        {
            if (part.Model.Sha256 != first.Model.Sha256)
                throw new InputException($"'{path}' and '{paths[0]}' were made by different models; embed all with one");
            if (part.Dimension != first.Dimension)
                throw new InputException($"the embeddings of '{path}' and '{paths[0]}' have different lengths; embed all with one model");
        }
        return new EmbeddingSet([.. parts.SelectMany(part => part.Vectors)], [.. parts.SelectMany(part => part.Photos)], first.Model)
        {
            Looks = GarmentLooks.Join([.. parts.Select(part => part.Looks)]),
        };
    }

    private static EmbeddingSet Read(string path)
    {
        using SafeTensorsReader reader = SafeTensorsReader.Open(path, Limits.EmbeddingHeaderBytes);
        InputException Fail(string finding) => new($"'{path}' is no file of embeddings: {finding}; make it again");
        TensorLayout Tensor(string name) => reader.Header.Tensors.FirstOrDefault(t => t.Name == name) ?? throw Fail($"it has no {name}");
        string Text(string key) =>
            reader.Header.Metadata.TryGetValue(key, out string? text) ? text : throw Fail($"its '{key}' is missing");
        if (Tensor("embeddings") is not { Type: ElementType.F32, Shape: [> 0, > 0] shape, Length: <= int.MaxValue } layout)
            throw Fail($"its embeddings have the shape {ErrorText.Shape(Tensor("embeddings").Shape)}");
        var values = new float[shape[0] * shape[1]];
        reader.Read(layout, MemoryMarshal.AsBytes(values.AsSpan()));
        CataloguePhoto[] photos = IndexFile.Photos(reader.Read(Tensor("items")).Bytes.Span, shape[0], "embeddings", Fail);
        return new EmbeddingSet(values, photos, new IndexModel(Text("model"), Text("model_sha256")))
        {
            Looks = LookTensors.Read(reader, shape[0], Fail),
        };
    }
}
