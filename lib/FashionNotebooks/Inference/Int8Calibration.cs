using Microsoft.ML.OnnxRuntime;
using Onnx;
using static TorchSharp.torch;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace FashionNotebooks.Inference;

/// <summary>
/// Measures on photos which numbers the maps of a graph hold: ONNX Runtime runs the graph with every value as an output. Of each batch
/// the extremes count, and their mean over the batches is the range: one strange photo does not make the steps of all others coarse.
/// </summary>
/// <remarks>ONNX Runtime's quantiser is written in Python; its packages for .NET have none.</remarks>
internal sealed class Int8Calibration
{
    private readonly Dictionary<string, MapSums> sums = new(StringComparer.Ordinal);

    /// <summary>Runs a graph over photos.</summary>
    /// <param name="graph">Reads what <paramref name="input"/> gives.</param>
    /// <param name="input">Makes the graph's input of a batch.</param>
    /// <param name="pixels">uint8 <c>[N, 3, S, S]</c>.</param>
    /// <returns>What is known of every map: a value <c>[N, C, h, w]</c> of more than one place.</returns>
    internal static Dictionary<string, MapStatistics> Measure(
        OnnxGraph graph, Func<Tensor, Tensor> input, Tensor pixels, CancellationToken cancellation)
    {
        var calibration = new Int8Calibration();
        using InferenceSession session = OnnxModel.Open(WithAllOutputs(graph));
        using var options = new RunOptions();
        int step = OnnxModel.BatchFor(pixels), count = (int)pixels.shape[0];
        for (int start = 0; start < count; start += step)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            Tensor batch = input(pixels.narrow(0, start, Math.Min(step, count - start))).contiguous();
            using OrtValue photos = OnnxModel.Slice(batch, 0, batch.shape[0]);
            using IDisposableReadOnlyCollection<OrtValue> values = session.Run(options, session.InputNames, [photos], session.OutputNames);
            foreach (var (name, value) in session.OutputNames.Zip(values).Append((session.InputNames[0], photos)))
                calibration.Add(name, value);
        }
        return calibration.sums.ToDictionary(pair => pair.Key, pair => pair.Value.Statistics);
    }

    private static byte[] WithAllOutputs(OnnxGraph graph)
    {
        GraphProto all = graph.Proto.Clone();
        all.Output.Clear();
        all.Output.Add(all.Node.SelectMany(node => node.Output).Select(name => new ValueInfoProto { Name = name }));
        return OnnxGraph.ToBytes(all, []);
    }

    private void Add(string name, OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        long[] shape = info.Shape;
        if (info.ElementDataType != TensorElementType.Float || shape.Length != 4 || shape[2] * shape[3] == 1)
            return;
        if (!sums.TryGetValue(name, out MapSums? known))
            sums[name] = known = new MapSums((int)shape[1]);
        known.Add(value.GetTensorDataAsSpan<float>(), (int)(shape[2] * shape[3]));
    }

    private sealed class MapSums(int channels)
    {
        private readonly double[] means = new double[channels];
        private double low, high;
        private int batches, photos;

        internal MapStatistics Statistics =>
            new((float)(low / batches), (float)(high / batches), [.. means.Select(sum => (float)(sum / photos))]);

        /// <param name="map"><c>[N, C, h, w]</c>.</param>
        /// <param name="places">h · w.</param>
        internal void Add(ReadOnlySpan<float> map, int places)
        {
            float smallest = 0, largest = 0;
            for (int start = 0; start < map.Length; start += places)
            {
                float sum = 0;
                foreach (float value in map.Slice(start, places))
                    (smallest, largest, sum) = (Math.Min(smallest, value), Math.Max(largest, value), sum + value);
                means[start / places % channels] += sum / places;
            }
            (low, high, batches, photos) = (low + smallest, high + largest, batches + 1, photos + (map.Length / places / channels));
        }
    }
}

/// <summary>What the numbers of a map are, measured on pictures.</summary>
/// <param name="Low">The smallest; 0 is always between it and the largest.</param>
/// <param name="High">The largest.</param>
/// <param name="Means">The mean of each channel.</param>
internal sealed record MapStatistics(float Low, float High, float[] Means)
{
    /// <summary>The step between two of the 256 codes.</summary>
    internal float Scale => High > Low ? (High - Low) / byte.MaxValue : 1;

    /// <summary>The code of 0, which padding needs to be exact.</summary>
    internal byte Zero => (byte)Math.Clamp(MathF.Round(-Low / Scale), 0, byte.MaxValue);
}
