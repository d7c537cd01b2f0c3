using static TorchSharp.torch;

namespace FashionNotebooks.Export;

/// <summary>
/// Measures on pictures which numbers the maps of a graph hold. Of each batch the extremes count, and their mean over the batches
/// is the range: one strange picture does not make the steps of all others coarse.
/// </summary>
internal sealed class Int8Calibration
{
    private const long BatchSize = 16, UsualSide = 64;

    private readonly Dictionary<string, MapSums> sums = new(StringComparer.Ordinal);

    /// <summary>Runs a graph over pictures.</summary>
    /// <param name="graph">Reads what <paramref name="input"/> gives.</param>
    /// <param name="pixels">uint8 <c>[N, 3, S, S]</c>.</param>
    /// <param name="input">Makes the graph's input of a batch.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What is known of every map: a value <c>[N, C, h, w]</c> of more than one place.</returns>
    internal static Dictionary<string, MapStatistics> Measure(OnnxGraph graph, Tensor pixels, Func<Tensor, Tensor> input, CancellationToken cancellation)
    {
        var calibration = new Int8Calibration();
        using var run = new OnnxRun(graph);
        long count = pixels.shape[0], side = Math.Max(UsualSide, pixels.shape[^1]), size = Math.Max(1, BatchSize * UsualSide * UsualSide / (side * side));
        for (long start = 0; start < count; start += size)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            foreach (var (name, value) in run.Values(input(pixels.narrow(0, start, Math.Min(size, count - start)))))
                calibration.Add(name, value.to_type(ScalarType.Float32));
        }
        return calibration.sums.ToDictionary(pair => pair.Key, pair => pair.Value.Statistics);
    }

    private void Add(string name, Tensor value)
    {
        if (value.dim() != 4 || value.shape[2] * value.shape[3] == 1)
            return;
        if (!sums.TryGetValue(name, out MapSums? known))
            sums[name] = known = new MapSums((int)value.shape[1]);
        known.Add(Math.Min(0, value.min().item<float>()), Math.Max(0, value.max().item<float>()), value.mean([0, 2, 3]).data<float>().ToArray());
    }

    private sealed class MapSums(int channels)
    {
        private readonly double[] means = new double[channels];
        private double low, high;
        private int batches;

        internal MapStatistics Statistics => new(new ValueRange((float)(low / batches), (float)(high / batches)), [.. means.Select(sum => (float)(sum / batches))]);

        internal void Add(double smallest, double largest, float[] mean)
        {
            (low, high, batches) = (low + smallest, high + largest, batches + 1);
            for (int i = 0; i < means.Length; i++)
                means[i] += mean[i];
        }
    }
}
