using System.Runtime.InteropServices;
using System.Text.Json;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Search;

/// <summary>Embeddings in a file that any safetensors reader opens: <c>embeddings</c> <c>[n, d]</c>, the pictures' paths in the metadata.</summary>
public static class EmbeddingFile
{
    /// <summary>Writes the file atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="embeddings">n rows of d values.</param>
    /// <param name="pictures">n paths.</param>
    /// <param name="model">The checkpoint that made them.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<float[]> embeddings, IReadOnlyList<string> pictures, string model)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(pictures);
        float[] values = [.. embeddings.SelectMany(row => row)];
        IndexModel identity = IndexModel.Of(model);
        var metadata = new Dictionary<string, string>
        {
            ["paths"] = JsonSerializer.Serialize(pictures),
            ["model"] = identity.Path,
            ["model_sha256"] = identity.Sha256,
        };
        long[] shape = [embeddings.Count, embeddings.Count == 0 ? 0 : embeddings[0].Length];
        SafeTensorsFile.Write(path, [new TensorEntry("embeddings", ElementType.F32, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray())], metadata);
    }
}
