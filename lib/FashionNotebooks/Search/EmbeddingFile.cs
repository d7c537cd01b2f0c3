using System.Runtime.InteropServices;
using System.Text.Json;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Inference;
using FashionNotebooks.Search.Aspects;

namespace FashionNotebooks.Search;

/// <summary>
/// Embeddings in a file that any safetensors reader opens: <c>embeddings</c> <c>[n, d]</c>; <c>items</c>, a JSON array with path, class,
/// sha256 and sender of each picture; <c>paths</c>, <c>model</c> and <c>model_sha256</c> in the metadata.
/// </summary>
public static class EmbeddingFile
{
    /// <summary>The longest header that readers of the format take, 100 MB: a million paths.</summary>
    internal const int HeaderBytes = 100_000_000;

    /// <summary>Writes a file atomically.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, CatalogueEmbeddings set)
    {
        ArgumentNullException.ThrowIfNull(set);
        byte[] items = JsonSerializer.SerializeToUtf8Bytes(set.Items);
        var metadata = new Dictionary<string, string>
        {
            ["paths"] = JsonSerializer.Serialize(set.Items.Select(item => item.Path)),
            ["model"] = set.Model.Path,
            ["model_sha256"] = set.Model.Sha256,
        };
        long[] shape = [set.Items.Count, set.Values.Length / Math.Max(1, set.Items.Count)];
        SafeTensorsFile.Write(path,
            [
                new TensorEntry("embeddings", ElementType.F32, shape, MemoryMarshal.AsBytes(set.Values.AsSpan()).ToArray()),
                new TensorEntry("items", ElementType.U8, [items.Length], items),
                .. LookTensors.Of(set.Looks),
            ],
            metadata, alignment: 8, HeaderBytes);
    }

    /// <summary>Reads files, as the parts that <c>fashion embed --shard</c> wrote, into one set in their order.</summary>
    /// <exception cref="InputException">A file is not readable or not whole, or two are of different models or dimensions.</exception>
    public static CatalogueEmbeddings Read(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        CatalogueEmbeddings[] parts = [.. paths.Select(Read)];
        CatalogueEmbeddings first = parts.FirstOrDefault()
            ?? throw new InputException("there is no file of embeddings; name at least one");
        for (int i = 1; i < parts.Length; i++)
        {
            if (parts[i].Model.Sha256 != first.Model.Sha256)
                throw new InputException($"'{paths[i]}' and '{paths[0]}' were made by different models; embed all with one");
            if ((long)parts[i].Values.Length * first.Items.Count != (long)first.Values.Length * parts[i].Items.Count)
                throw new InputException($"the embeddings of '{paths[i]}' and '{paths[0]}' have different lengths; embed all with one model");
        }
        return new CatalogueEmbeddings([.. parts.SelectMany(part => part.Values)], [.. parts.SelectMany(part => part.Items)], first.Model)
        {
            Looks = GarmentLooks.Join([.. parts.Select(part => part.Looks)]),
        };
    }

    private static CatalogueEmbeddings Read(string path)
    {
        using SafeTensorsReader reader = SafeTensorsReader.Open(path, HeaderBytes);
        InputException Fail(string finding) => new($"'{path}' is no file of embeddings: {finding}; make it again");
        TensorLayout Tensor(string name) => reader.Header.Tensors.FirstOrDefault(t => t.Name == name) ?? throw Fail($"it has no {name}");
        string Text(string key) =>
            reader.Header.Metadata.TryGetValue(key, out string? text) ? text : throw Fail($"its '{key}' is missing");
        if (Tensor("embeddings") is not { Type: ElementType.F32, Shape: [> 0, > 0] shape, Length: <= int.MaxValue } layout)
            throw Fail($"its embeddings have the shape {ErrorText.Shape(Tensor("embeddings").Shape)}");
        var values = new float[shape[0] * shape[1]];
        reader.Read(layout, MemoryMarshal.AsBytes(values.AsSpan()));
        IndexItem[] items = Items(reader.Read(Tensor("items")).Bytes.Span, shape[0], Fail);
        return new CatalogueEmbeddings(values, items, new IndexModel(Text("model"), Text("model_sha256")))
        {
            Looks = LookTensors.Read(reader, shape[0], Fail),
        };
    }

    private static IndexItem[] Items(ReadOnlySpan<byte> json, long count, Func<string, InputException> fail)
    {
        try
        {
            IndexItem[]? items = JsonSerializer.Deserialize<IndexItem[]>(json);
            return items?.Length == count && Array.TrueForAll(items, item => item is { Path: not null, Class: not null })
                ? items
                : throw fail("its list of pictures does not fit its embeddings");
        }
        catch (JsonException)
        {
            throw fail("its list of pictures is no JSON");
        }
    }
}

/// <summary>Pictures and their embeddings, before they become an index.</summary>
/// <param name="Values">Row-major [n, dimension].</param>
/// <param name="Items">The pictures, [n].</param>
/// <param name="Model">The checkpoint that made the embeddings.</param>
public sealed record CatalogueEmbeddings(float[] Values, IReadOnlyList<IndexItem> Items, IndexModel Model)
{
    /// <summary>What the photos show besides the class; null where that was not read.</summary>
    public GarmentLooks? Looks { get; init; }
}
