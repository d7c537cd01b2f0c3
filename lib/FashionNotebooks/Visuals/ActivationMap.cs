using System.Globalization;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using SixLabors.ImageSharp.PixelFormats;
using static TorchSharp.torch;

namespace FashionNotebooks.Visuals;

/// <summary>One channel of a layer, to be shown in colours of even steps.</summary>
internal sealed class ActivationMap
{
    private const int Enlarged = 128;

    private readonly float[] values;
    private readonly int height, width;
    private readonly float low, high;

    private ActivationMap(float[] values, int height, int width)
    {
        (this.values, this.height, this.width) = (values, height, width);
        IEnumerable<float> finite = values.Where(float.IsFinite).DefaultIfEmpty(0);
        (low, high) = (finite.Min(), finite.Max());
    }

    /// <summary>The lowest and the highest value.</summary>
    internal string Range => string.Create(CultureInfo.InvariantCulture, $"{low:0.00} to {high:0.00}");

    internal static ActivationMap[] Of(Tensor activations, int most)
    {
        ArgumentNullException.ThrowIfNull(activations);
        bool batched = activations.dim() == 4 && activations.shape[0] == 1;
        if (!(activations.dim() == 3 || batched) || activations.numel() == 0)
            throw new ArgumentException($"activations have the shape [C, H, W], not [{string.Join(", ", activations.shape)}]; take one picture of a batch with its index");
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor maps = batched ? activations[0] : activations; // [C, H, W]
        int height = (int)maps.shape[1], width = (int)maps.shape[2];
        float[] all = maps.to_type(ScalarType.Float32).contiguous().cpu().data<float>().ToArray();
        return [.. Enumerable.Range(0, (int)Math.Min(most, maps.shape[0]))
            .Select(c => new ActivationMap(all.AsSpan(c * height * width, height * width).ToArray(), height, width))];
    }

    /// <summary>Each value as a square, so that the resolution of the layer can be seen.</summary>
    internal Photo Draw()
    {
        int step = Math.Max(1, Enlarged / Math.Max(height, width));
        var image = new Photo(width * step, height * step);
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                float value = values[y / step * width + x / step];
                Rgb24 colour = HeatColours.Of(high > low ? (value - low) / (high - low) : 0);
                int at = (y * image.Width + x) * 3;
                (image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]) = (colour.R, colour.G, colour.B);
            }
        }
        return image;
    }
}
