using Microsoft.ML.OnnxRuntime;
using Onnx;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace FashionNotebooks.Inference;

/// <summary>
/// Which numbers a map of a graph holds, measured on photos: ONNX Runtime runs the graph with every value as an output. Of each batch the
/// extremes count, and their mean over the batches is the range: one strange photo does not make the steps of all others coarse.
/// </summary>
/// <remarks>ONNX Runtime's quantiser is written in Python; its packages for .NET have none.</remarks>
internal sealed class MapStatistics(int channels)
{
    private readonly double[] sums = new double[channels];
    private double low, high; // 0 is always between them
    private int batches, photos;

    internal float[] Means => [.. sums.Select(sum => (float)(sum / photos))];

    /// <summary>The step between two of the 256 codes.</summary>
    internal float Scale => High > Low ? (High - Low) / byte.MaxValue : 1;

    /// <summary>The code of 0, which padding needs to be exact.</summary>
    internal byte Zero => (byte)Math.Clamp(MathF.Round(-Low / Scale), 0, byte.MaxValue);

    internal float Low => (float)(low / batches);

    internal float High => (float)(high / batches);

    /// <summary>Runs a graph over photos.</summary>
    /// <param name="pixels">uint8 <c>[N, 3, S, S]</c>.</param>
    /// <returns>What is known of every map: a value <c>[N, C, h, w]</c> of more than one place.</returns>
    internal static Dictionary<string, MapStatistics> Measure(
        OnnxGraph graph, Func<Tensor, Tensor> input, Tensor pixels, CancellationToken cancellation)
    {
        var maps = new Dictionary<string, MapStatistics>(StringComparer.Ordinal);
        using InferenceSession session = OnnxModel.Open(WithAllOutputs(graph), get_num_threads());
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
            {
                OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
                if (info is not { ElementDataType: TensorElementType.Float, Shape: [_, var channels, var height, var width] }
                    || height * width == 1)
                    continue;
                if (!maps.TryGetValue(name, out MapStatistics? known))
                    maps[name] = known = new MapStatistics((int)channels);
                known.Add(value.GetTensorDataAsSpan<float>(), (int)(height * width));
            }
        }
        return maps;
    }

    private static byte[] WithAllOutputs(OnnxGraph graph)
    {
        GraphProto all = graph.Proto.Clone();
        all.Output.Clear();
        all.Output.Add(all.Node.SelectMany(node => node.Output).Select(name => new ValueInfoProto { Name = name }));
        return OnnxGraph.ToBytes(all, []);
    }

    /// <param name="map"><c>[N, C, h, w]</c>.</param>
    internal void Add(ReadOnlySpan<float> map, int places)
    {
        float smallest = 0, largest = 0;
        for (int start = 0; start < map.Length; start += places)
        {
            float sum = 0;
            foreach (float value in map.Slice(start, places))
                (smallest, largest, sum) = (Math.Min(smallest, value), Math.Max(largest, value), sum + value);
            sums[start / places % sums.Length] += sum / places;
        }
        (low, high, batches, photos) = (low + smallest, high + largest, batches + 1, photos + (map.Length / places / sums.Length));
    }
}
