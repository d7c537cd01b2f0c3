using TorchSharp.Modules;

namespace FashionNotebooks.Inference;

/// <summary>
/// What the layers below the embedding see of a garment: mean and deviation of each channel where the garment is, at three depths. Such
/// statistics tell cloth, print and cut, which a net that learns classes forgets further up (Huang and Belongie, "Arbitrary Style Transfer
/// in Real-time with Adaptive Instance Normalization", 2017).
/// </summary>
public sealed class LookReader : IDisposable
{
    // Shares of the backbone's blocks after which its maps are read, found on the wardrobe: the first two tell cloth and print, the last
    // two the look.
    private static readonly double[] Depths = [0.4, 0.6, 0.8];

    private readonly Preprocessing rule;
    private readonly Predictor predictor;
    private readonly OnnxModel model;
    private readonly long[][] shapes; // [1, C, h, w] of each map

    /// <param name="trained">Its encoder is exported in memory once more, with maps of its lower layers.</param>
    public LookReader(TrainedModel trained)
        : this(trained.AnyEncoder, trained.Preprocessing, trained.Predictor)
    {
    }

    internal LookReader(ImageEncoder encoder, Preprocessing rule, Predictor predictor)
    {
        (this.rule, this.predictor) = (rule, predictor);
        encoder.eval();
        using Tensor black = zeros(1, 3, rule.Size, rule.Size, device: encoder.parameters().First().device);
        nn.Module[] layers = [.. Layers(encoder.Backbone.Chain.children())];
        int[] blocks = [.. Enumerable.Range(1, layers.Length).Where(end => layers[end - 1] is SkipBlock or ReLU or ReLU6 or SiLU)];
        int[] ends = [.. Depths.Select(depth => blocks[(int)Math.Ceiling(depth * blocks.Length) - 1])];
        shapes = Shapes(layers, ends, black);
        var maps = ends.Zip(shapes, (end, shape) => (end, shape.Aggregate((numbers, size) => numbers * size))).ToArray();
        model = new OnnxModel(ModelGraph.WithMaps(encoder, new(rule.Size, rule.Normalize), layers, maps).ToBytes([]));
    }

    /// <summary>Reads photos, uint8 <c>[N, 3, S, S]</c>.</summary>
    public GarmentLooks Read(Tensor pixels, CancellationToken cancellation = default) => Pass(pixels, cancellation).Looks;

    /// <summary>Embeddings and looks from one pass: uint8 <c>[N, 3, S, S]</c> → <c>[N, D]</c> as <see cref="Predictor.Embed"/>
    /// gives them, and what <see cref="Read"/> does.</summary>
    public (Matrix Embeddings, GarmentLooks Looks) Embed(Tensor pixels, CancellationToken cancellation = default)
    {
        (Matrix embeddings, GarmentLooks looks) = Pass(pixels, cancellation);
        return (predictor.Averaged(embeddings, pixels, cancellation), looks);
    }

    private (Matrix Embeddings, GarmentLooks Looks) Pass(Tensor pixels, CancellationToken cancellation)
    {
        int photos = (int)pixels.shape[0];
        var embeddings = new Matrix(new float[photos * predictor.Dimension], predictor.Dimension);
        var views = new GarmentView[photos];
        float[][] looks = new float[photos][], patterns = new float[photos][];
        OnnxModel.ForEachBatch(
            pixels,
            (start, count) =>
            {
                using Tensor batch = pixels.narrow(0, start, count);
                IReadOnlyDictionary<string, Matrix> maps = model.Run(batch, cancellation);
                for (int i = 0; i < count; i++)
                {
                    int photo = start + i;
                    using Tensor view = pixels[photo], bytes = view.contiguous();
                    views[photo] = GarmentView.Of(bytes.bytes, rule.Size);
                    maps[ModelGraph.Embedding].Row(i).CopyTo(embeddings.Row(photo));
                    float[][] parts = [.. shapes.Select((shape, depth) => Statistics(maps[$"map{depth}"].Row(i), shape, views[photo]))];
                    patterns[photo] = [.. parts[0], .. parts[1]];
                    looks[photo] = [.. parts[1], .. parts[2]];
                }
            },
            cancellation);
        float[] colours = [.. views.SelectMany(view => new[] { (float)view.Colour.L, (float)view.Colour.A, (float)view.Colour.B })];
        return (embeddings, new(new(colours, 3), Joined(looks), Joined(patterns)));

        static Matrix Joined(float[][] rows) => new([.. rows.SelectMany(row => row)], rows[0].Length);
    }

    /// <summary>Frees what was exported; the net itself stays.</summary>
    public void Dispose() => model.Dispose();

    // Means, then deviations, as a vector of length 1.
    private static float[] Statistics(ReadOnlySpan<float> map, long[] shape, GarmentView view)
    {
        int channels = (int)shape[1], places = (int)(shape[2] * shape[3]);
        float[] weights = view.Weights((int)shape[2]), result = new float[2 * channels];
        double length = 0;
        for (int c = 0; c < channels; c++)
        {
            double mean = 0, square = 0;
            for (int i = 0; i < places; i++)
            {
                float value = map[(c * places) + i];
                (mean, square) = (mean + (weights[i] * value), square + (weights[i] * value * value));
            }
            double deviation = Math.Sqrt(Math.Max(0, square - (mean * mean)) + 1e-5);
            (result[c], result[channels + c], length) = ((float)mean, (float)deviation, length + (mean * mean) + (deviation * deviation));
        }
        float scale = (float)(1 / Math.Sqrt(length));
        foreach (ref float value in result.AsSpan())
            value *= scale;
        return result;
    }

    private static long[][] Shapes(nn.Module[] layers, int[] ends, Tensor map)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        return [.. layers[..ends[^1]].Select(layer => (map = ((nn.Module<Tensor, Tensor>)layer).call(map)).shape)
            .Where((_, i) => ends.Contains(i + 1))];
    }

    private static IEnumerable<nn.Module> Layers(IEnumerable<nn.Module> layers) =>
        layers.SelectMany(layer => layer is Sequential chain ? Layers(chain.children()) : [layer]);
}
