namespace FashionNotebooks.Search.Scan;

/// <summary>
/// Where the 256 codes of a value lie: each dimension has its own lowest value, all have one step, so that distances between codes are
/// distances. A few far values are cut off: the middle 98 % of a sample are covered, and half as much again on both sides.
/// </summary>
internal sealed class Int8Grid
{
    private const int Sample = 4096;
    private readonly float[] lowest;
    private readonly float perStep;

    /// <summary>Fits the grid to vectors, row-major [n, dimension].</summary>
    internal Int8Grid(ReadOnlySpan<float> rows, int dimension)
    {
        lowest = new float[dimension];
        double widest = 0;
        for (int d = 0; d < dimension; d++)
        {
            (double low, double high) = Range(rows, dimension, d);
            lowest[d] = (float)low;
            widest = Math.Max(widest, high - low);
        }
        perStep = widest > 0 ? (float)(byte.MaxValue / widest) : 1;
    }

    internal byte Code(float value, int dimension) =>
        (byte)Math.Clamp(MathF.Round((value - lowest[dimension]) * perStep), byte.MinValue, byte.MaxValue);

    private static (double Low, double High) Range(ReadOnlySpan<float> rows, int dimension, int place)
    {
        int count = rows.Length / dimension, every = Math.Max(1, count / Sample);
        var values = new float[(count + every - 1) / every];
        for (int i = 0; i < values.Length; i++)
            values[i] = rows[i * every * dimension + place];
        Array.Sort(values);
        int cut = values.Length / 100;
        double low = values[cut], high = values[^(1 + cut)], margin = (high - low) / 2;
        return (Math.Max(values[0], low - margin), Math.Min(values[^1], high + margin));
    }
}
