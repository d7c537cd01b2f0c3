using FashionNotebooks.Inference;
using FashionNotebooks.Search.Scan;
using Npgsql;

namespace FashionNotebooks.Postgres;

/// <summary>The looks of photos, row after row. One model read all of them, so that all rows are of one length.</summary>
internal sealed class LookColumns(int count, PostgresAddress address)
{
    private const int First = 6; // of the columns colour, look and pattern
    private readonly float[][] parts = [[], [], []];

    /// <summary>Null when no row came.</summary>
    internal GarmentLooks? All =>
        parts[0].Length == 0 ? null : new([.. parts.Select(values => new Matrix(values, values.Length / count))]);

    /// <exception cref="InputException">The row is not like the others, or all are more than memory takes.</exception>
    internal void Add(NpgsqlDataReader reader, int photo)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            float[] row = reader.IsDBNull(First + i) ? [] : reader.GetFieldValue<float[]>(First + i);
            if (photo == 0)
            {
                VectorBuffer.RequireRoom((long)count * row.Length * sizeof(float), $"looks of {count} photos");
                parts[i] = new float[count * row.Length];
            }
            bool fits = row.Length > 0 && (long)row.Length * count == parts[i].Length && (i > 0 || row.Length == 3);
            if (!fits || !Array.TrueForAll(row, float.IsFinite))
                throw new InputException($"the looks of a photo in {address} are damaged; push the index into another schema");
            row.CopyTo(parts[i], photo * row.Length);
        }
    }
}
