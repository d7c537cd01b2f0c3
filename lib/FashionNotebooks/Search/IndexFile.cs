using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Search;

/// <summary>
/// The file of a flat index. It is a safetensors file, so any tool that reads those can look inside:
/// <list type="bullet">
/// <item><c>vectors</c>: F32 <c>[blocks, dimension, 16]</c>, vector i in lane i mod 16 of block i / 16, first tensor of the file,
/// at a multiple of 64 bytes, so that it is used straight from the mapped file;</item>
/// <item><c>items</c>: U8, a JSON array with path, class, sha256 and sender of each picture;</item>
/// <item>metadata: <c>format</c> (<c>fashion-index-1</c>), <c>kind</c>, <c>metric</c>, <c>count</c>, <c>model</c>, <c>model_sha256</c>, and
/// <c>sha256</c>, the checksum of all of it.</item>
/// </list>
/// </summary>
internal static class IndexFile
{
    private const string Format = "fashion-index-1";

    /// <summary>One tensor is at most 2 GiB: 8 million pictures of 64 values.</summary>
    private static readonly CheckpointLimits Limits = CheckpointLimits.Default with { TotalBytes = 4L << 30 };

    internal static void Save(string path, FlatIndex index)
    {
        byte[] items = JsonSerializer.SerializeToUtf8Bytes(index.Items);
        var metadata = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["kind"] = "flat",
            ["metric"] = MetricNames.Of(index.Metric),
            ["count"] = index.Items.Count.ToString(CultureInfo.InvariantCulture),
            ["model"] = index.Model.Path,
            ["model_sha256"] = index.Model.Sha256,
        };
        metadata["sha256"] = Checksum(metadata, index.Vectors.Bytes, items);
        using var bytes = new VectorMemory(index.Vectors);
        SafeTensorsWriter.Write(path,
            [
                new TensorEntry("vectors", ElementType.F32, [index.Vectors.BlockCount, index.Dimension, BlockKernel.Lanes], bytes.Memory),
                new TensorEntry("items", ElementType.U8, [items.Length], items),
            ],
            metadata, Limits, alignment: 64);
        GC.KeepAlive(index);
    }

    internal static FlatIndex Open(string path)
    {
        InputException Fail(string finding) => new($"'{path}' is not a usable index: {finding}; build it again with 'fashion index build'");
        using SafeTensorsReader reader = SafeTensorsReader.Open(path, Limits);
        IReadOnlyDictionary<string, string> metadata = reader.Header.Metadata;
        string Text(string key) => metadata.TryGetValue(key, out string? text) ? text : throw Fail($"its '{key}' is missing");
        if (Text("format") != Format || Text("kind") != "flat")
            throw Fail($"it has the form {ErrorText.Quote(Text("format"))} and the kind {ErrorText.Quote(Text("kind"))}");
        if (Text("model_sha256").Length != 2 * SHA256.HashSizeInBytes)
            throw Fail("its 'model_sha256' is no SHA-256");
        TensorLayout Tensor(string name) => reader.Header.Tensors.FirstOrDefault(t => t.Name == name) ?? throw Fail($"it has no {name}");
        TensorLayout vectors = Tensor("vectors"), itemBytes = Tensor("items");
        if (!int.TryParse(Text("count"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) || !Fits(vectors, count))
            throw Fail($"{ErrorText.Quote(Text("count"))} pictures do not fit vectors of shape {ErrorText.Shape(vectors.Shape)}");

        VectorBlocks blocks = VectorBlocks.Map(reader.Handle, reader.FileOffset(vectors), count, (int)vectors.Shape[1]);
        try
        {
            byte[] json = reader.Read(itemBytes).Bytes.ToArray();
            if (Checksum(metadata, blocks.Bytes, json) != Text("sha256"))
                throw Fail("its checksum is wrong, so it is damaged");
            return new FlatIndex(blocks, Items(json, count, Fail), new IndexModel(Text("model"), Text("model_sha256")), MetricNames.Parse(Text("metric")));
        }
        catch
        {
            blocks.Dispose();
            throw;
        }
    }

    private static bool Fits(TensorLayout vectors, int count) =>
        vectors is { Type: ElementType.F32, Shape: [var blocks, > 0 and <= int.MaxValue, BlockKernel.Lanes], Length: <= int.MaxValue, Begin: 0 }
        && count > 0 && blocks == VectorBlocks.Blocks(count);

    private static IndexItem[] Items(byte[] json, int count, Func<string, InputException> fail)
    {
        try
        {
            IndexItem[]? items = JsonSerializer.Deserialize<IndexItem[]>(json);
            return items?.Length == count && Array.TrueForAll(items, item => item is { Path: not null, Class: not null })
                ? items
                : throw fail("its list of pictures does not fit its count");
        }
        catch (JsonException)
        {
            throw fail("its list of pictures is no JSON");
        }
    }

    private static string Checksum(IReadOnlyDictionary<string, string> metadata, ReadOnlySpan<byte> vectors, ReadOnlySpan<byte> items)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string key, string value) in metadata.Where(p => p.Key != "sha256").OrderBy(p => p.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{key}={value}\n"));
        hash.AppendData(vectors);
        hash.AppendData(items);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
