using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Data;

/// <summary>
/// Carries out what was drawn for one picture: one affine resampling, one colour map, one erased rectangle, straight from the cached
/// bytes to normalised floats, eight pixels at a time. Nothing here is random.
/// </summary>
/// <param name="source">Side of the cached pictures in pixels.</param>
/// <param name="target">Side of the result in pixels.</param>
/// <param name="scale">Per channel; a byte becomes byte * scale + bias.</param>
/// <param name="bias">Per channel.</param>
internal sealed unsafe class AugmentationKernel(int source, int target, float[] scale, float[] bias)
{
    private const float Red = 0.299f, Green = 0.587f, Blue = 0.114f; // ITU-R 601, as the "L" mode of PIL
    private static readonly Vector256<float> columns = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    // R, G, B side by side in one word, with the last row and column repeated: one load fetches a pixel, and the neighbours of a
    // border pixel need no question.
    private readonly uint[] packed = new uint[(source + 1) * (source + 1)];
    private readonly int stride = source + 1, plane = target * target;

    /// <summary>From <c>[3, source, source]</c> bytes to <c>[3, target, target]</c> floats.</summary>
    internal void Apply(byte* picture, in AugmentationDraw draw, bool nearest, float* result)
    {
        if (nearest)
        {
            WarpNearest(picture, draw, result);
        }
        else
        {
            Pack(picture);
            fixed (uint* pixels = packed)
                WarpReflecting((int*)pixels, draw, result);
        }
        Colour(result, draw);
        Erase(result, draw);
    }

    private void Pack(byte* red)
    {
        int size = source * source;
        for (int y = 0; y < stride; y++)
        {
            byte* p = red + (Math.Min(y, source - 1) * source);
            Span<uint> row = packed.AsSpan(y * stride, stride);
            for (int x = 0; x < source; x++)
                row[x] = p[x] | (uint)p[x + size] << 8 | (uint)p[x + (2 * size)] << 16;
            row[source] = row[source - 1];
        }
    }

    // Bilinear, with mirrored borders.
    private void WarpReflecting(int* pixels, in AugmentationDraw draw, float* result)
    {
        for (int y = 0; y < target; y++, result += target)
        {
            var x0 = Vector256.Create((draw.B * y) + draw.C);
            var y0 = Vector256.Create((draw.E * y) + draw.F);
            for (int x = 0; x < target; x += 8)
            {
                Vector256<float> at = columns + Vector256.Create((float)x);
                Vector256<float> sx = Reflect((at * draw.A) + x0), sy = Reflect((at * draw.D) + y0);
                Vector256<int> left = Vector256.ConvertToInt32(sx), top = Vector256.ConvertToInt32(sy), corner = (top * stride) + left;
                Vector256<float> fx = sx - Vector256.ConvertToSingle(left), fy = sy - Vector256.ConvertToSingle(top);
                Vector256<float> d = fx * fy, c = fy - d, b = fx - d, a = Vector256<float>.One - fx - c;
                Vector256<int> p = Gather(pixels, corner), q = Gather(pixels + 1, corner), s = Gather(pixels + stride, corner), t = Gather(pixels + stride + 1, corner);
                int count = Math.Min(8, target - x);
                for (int channel = 0; channel < 3; channel++)
                    Store((a * Channel(p, channel)) + (b * Channel(q, channel)) + (c * Channel(s, channel)) + (d * Channel(t, channel)), result + x + (channel * plane), count);
            }
        }
    }

    // Mirrors at the outer edges of the border pixels, as grid_sample does with padding_mode="reflection". Farther out than one
    // picture the border pixel is repeated.
    private Vector256<float> Reflect(Vector256<float> v)
    {
        Vector256<float> low = Vector256.Create(-0.5f), high = Vector256.Create(source - 0.5f);
        v = Vector256.ConditionalSelect(Vector256.LessThan(v, low), Vector256.Create(-1f) - v, v);
        v = Vector256.ConditionalSelect(Vector256.GreaterThan(v, high), Vector256.Create((2f * source) - 1) - v, v);
        return Vector256.Min(Vector256.Max(v, Vector256<float>.Zero), Vector256.Create(source - 1f));
    }

    private static Vector256<int> Gather(int* pixels, Vector256<int> index)
    {
        if (Avx2.IsSupported)
            return Avx2.GatherVector256(pixels, index, sizeof(int));
        return Vector256.Create(
            pixels[index[0]], pixels[index[1]], pixels[index[2]], pixels[index[3]], pixels[index[4]], pixels[index[5]], pixels[index[6]], pixels[index[7]]);
    }

    private static Vector256<float> Channel(Vector256<int> pixels, int channel) =>
        Vector256.ConvertToSingle(pixels >>> (8 * channel) & Vector256.Create(255));

    private static void Store(Vector256<float> values, float* target, int count)
    {
        if (count == 8)
            values.Store(target);
        else
            new ReadOnlySpan<float>(&values, count).CopyTo(new(target, count));
    }

    // Nearest neighbour with black outside: what torchvision's RandomRotation does unless told otherwise.
    private void WarpNearest(byte* picture, in AugmentationDraw draw, float* result)
    {
        int size = source * source;
        for (int y = 0; y < target; y++)
        {
            for (int x = 0; x < target; x++, result++)
            {
                int sx = (int)MathF.Floor((draw.A * x) + (draw.B * y) + draw.C + 0.5f), sy = (int)MathF.Floor((draw.D * x) + (draw.E * y) + draw.F + 0.5f);
                bool inside = (uint)sx < (uint)source && (uint)sy < (uint)source;
                byte* p = picture + (sy * source) + sx;
                for (int channel = 0; channel < 3; channel++)
                    result[channel * plane] = inside ? p[channel * size] : 0;
            }
        }
    }

    // Brightness, contrast about the mean grey, saturation and cast are linear: one 3 x 3 matrix and an offset.
    private void Colour(float* red, in AugmentationDraw draw)
    {
        float mean = ((Red * Sum(red)) + (Green * Sum(red + plane)) + (Blue * Sum(red + (2 * plane)))) / plane * draw.Brightness;
        float gain = draw.Brightness * draw.Contrast, grey = gain * (1 - draw.Saturation), own = gain * draw.Saturation, offset = (1 - draw.Contrast) * mean;
        for (int i = 0; i < plane; i += 8)
        {
            int count = Math.Min(8, plane - i);
            float* at = red + i;
            Vector256<float> r = Load(at, count), g = Load(at + plane, count), b = Load(at + (2 * plane), count);
            Vector256<float> common = (((r * Red) + (g * Green) + (b * Blue)) * grey) + Vector256.Create(offset);
            Store(Scaled(((r * own) + common) * draw.CastRed, 0), at, count);
            Store(Scaled(((g * own) + common) * draw.CastGreen, 1), at + plane, count);
            Store(Scaled(((b * own) + common) * draw.CastBlue, 2), at + (2 * plane), count);
        }
    }

    private Vector256<float> Scaled(Vector256<float> value, int channel) =>
        (Vector256.Min(Vector256.Max(value, Vector256<float>.Zero), Vector256.Create(255f)) * scale[channel]) + Vector256.Create(bias[channel]);

    private float Sum(float* values)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (int i = 0; i < plane; i += 8)
            sum += Load(values + i, Math.Min(8, plane - i));
        return Vector256.Sum(sum);
    }

    private void Erase(float* result, in AugmentationDraw draw)
    {
        int left = (int)draw.EraseLeft, width = (int)draw.EraseRight - left;
        for (int y = (int)draw.EraseTop; y < (int)draw.EraseBottom; y++)
        {
            float* row = result + (y * target) + left;
            new Span<float>(row, width).Fill(draw.FillRed);
            new Span<float>(row + plane, width).Fill(draw.FillGreen);
            new Span<float>(row + (2 * plane), width).Fill(draw.FillBlue);
        }
    }

    private static Vector256<float> Load(float* source, int count)
    {
        if (count == 8)
            return Vector256.Load(source);
        Vector256<float> result = default;
        new ReadOnlySpan<float>(source, count).CopyTo(new(&result, count));
        return result;
    }
}
