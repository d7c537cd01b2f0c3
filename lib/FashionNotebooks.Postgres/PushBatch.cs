using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FashionNotebooks.Search;

namespace FashionNotebooks.Postgres;

/// <summary>Some pictures of an index as columns.</summary>
internal sealed class PushBatch
{
    internal PushBatch(ISearchIndex index, int[] items)
    {
        (Paths, Classes, Metadata, Fingerprints) = (new string[items.Length], new string[items.Length], new string[items.Length], new long[items.Length]);
        Values = new float[items.Length * index.Dimension];
        for (int i = 0; i < items.Length; i++)
        {
            IndexItem item = index.Items[items[i]];
            float[] embedding = index.Embedding(items[i]);
            embedding.CopyTo(Values, i * index.Dimension);
            (Paths[i], Classes[i]) = (item.Path, item.Class);
            Metadata[i] = JsonSerializer.Serialize(new { sha256 = item.Sha256, sender = item.Sender });
            Fingerprints[i] = Fingerprint($"{item.Class}\n{Metadata[i]}", embedding);
        }
    }

    internal string[] Paths { get; }

    internal string[] Classes { get; }

    /// <summary>The rest of each item, as JSON.</summary>
    internal string[] Metadata { get; }

    /// <summary>Hashes that tell whether the database has a picture as it is here.</summary>
    internal long[] Fingerprints { get; }

    /// <summary>Row-major [n, dimension].</summary>
    internal float[] Values { get; }

    private static long Fingerprint(string text, float[] embedding)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData(MemoryMarshal.AsBytes(embedding.AsSpan()));
        return BinaryPrimitives.ReadInt64LittleEndian(hash.GetHashAndReset());
    }
}
