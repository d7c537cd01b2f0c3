using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Photos.Augmenting;

/// <summary>
/// Carries out what was drawn for one photo: one affine resampling, one colour map, one erased rectangle, from the cached bytes to
/// normalised floats, eight pixels at a time. Nothing here is random.
/// </summary>
internal sealed unsafe class AugmentationKernel(int source, int target, float[] scale, float[] bias, bool channelsLast = false)
{
    private const int Lanes = 8;
    private const float Red = 0.299f, Green = 0.587f, Blue = 0.114f; // ITU-R 601, as the "L" mode of PIL
    private static readonly Vector256<float> columns = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    // R, G, B side by side in one word, with the last row and column repeated: one load fetches a pixel, and the neighbours of a border
    // pixel need no question.
    private readonly int[] packed = new int[(source + 1) * (source + 1)];
    private readonly int stride = source + 1, plane = target * target;

    // Three planes with room for whole vectors: the last one of a row writes past it, and the next row covers that.
    private readonly int room = Room(target);
    private readonly float[] work = new float[3 * Room(target)];

    /// <summary>From <c>[3, source, source]</c> bytes to <c>[3, target, target]</c> floats.</summary>
    internal void Apply(byte* picture, in AugmentationDraw draw, bool nearest, float* result)
    {
        fixed (int* pixels = packed)
        fixed (float* red = work)
        {
            Pack(picture, pixels);
            if (nearest)
                WarpNearest(pixels, draw, red);
            else
                WarpReflecting(pixels, draw, red);
            Colour(red, draw);
            Erase(red, draw);
            if (channelsLast)
                Interleave(red, result);
            else
                Planes(red, result);
        }
    }

    private void Planes(float* red, float* result)
    {
        for (int channel = 0; channel < 3; channel++)
            new ReadOnlySpan<float>(red + (channel * room), plane).CopyTo(new(result + (channel * plane), plane));
    }

    private void Interleave(float* red, float* result)
    {
        float* green = red + room, blue = green + room;
        for (int i = 0; i < plane; i++, result += 3)
            (result[0], result[1], result[2]) = (red[i], green[i], blue[i]);
    }

    // A multiple of two vectors, with one to spare.
    private static int Room(int side) => ((side * side) + (3 * Lanes) - 1) / (2 * Lanes) * 2 * Lanes;

    private void Pack(byte* red, int* row)
    {
        byte* green = red + (source * source), blue = green + (source * source);
        for (int y = 0; y < source; y++, row += stride)
        {
            int x = 0;
            for (; x + Lanes <= source; x += Lanes, red += Lanes, green += Lanes, blue += Lanes)
                (Resampling.Widen(red) | Resampling.Widen(green) << 8 | Resampling.Widen(blue) << 16).Store(row + x);
            for (; x < source; x++)
                row[x] = *red++ | *green++ << 8 | *blue++ << 16;
            row[source] = row[source - 1];
        }
        new ReadOnlySpan<int>(row - stride, stride).CopyTo(new(row, stride));
    }

    // Bilinear, with mirrored borders.
    private void WarpReflecting(int* pixels, in AugmentationDraw draw, float* red)
    {
        Vector256<float> stepX = Vector256.Create(draw.A), stepY = Vector256.Create(draw.D);
        for (int y = 0; y < target; y++, red += target)
        {
            Vector256<float> x0 = Vector256.Create((draw.B * y) + draw.C), y0 = Vector256.Create((draw.E * y) + draw.F);
            for (int x = 0; x < target; x += Lanes)
            {
                Vector256<float> at = columns + Vector256.Create((float)x);
                Vector256<float> sx = Reflect((at * stepX) + x0), sy = Reflect((at * stepY) + y0);
                Vector256<int> left = Vector256.ConvertToInt32(sx), top = Vector256.ConvertToInt32(sy), corner = (top * stride) + left;
                Vector256<float> fx = sx - Vector256.ConvertToSingle(left), fy = sy - Vector256.ConvertToSingle(top);
                Vector256<float> d = fx * fy, c = fy - d, b = fx - d, a = Vector256<float>.One - fx - c;
                Vector256<int> p = Gather(pixels, corner), q = Gather(pixels + 1, corner);
                Vector256<int> s = Gather(pixels + stride, corner), t = Gather(pixels + stride + 1, corner);
                float* to = red + x;
                ((a * Low(p)) + (b * Low(q)) + (c * Low(s)) + (d * Low(t))).Store(to);
                ((a * Low(p >> 8)) + (b * Low(q >> 8)) + (c * Low(s >> 8)) + (d * Low(t >> 8))).Store(to + room);
                ((a * Low(p >> 16)) + (b * Low(q >> 16)) + (c * Low(s >> 16)) + (d * Low(t >> 16))).Store(to + (2 * room));
            }
        }
    }

    // Mirrors at the outer edges of the border pixels, as grid_sample does with padding_mode="reflection". Farther out than one photo the
    // border pixel is repeated.
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
            pixels[index[0]], pixels[index[1]], pixels[index[2]], pixels[index[3]],
            pixels[index[4]], pixels[index[5]], pixels[index[6]], pixels[index[7]]);
    }

    private static Vector256<float> Low(Vector256<int> words) => Vector256.ConvertToSingle(words & Vector256.Create(255));

    // Nearest neighbour with black outside: what torchvision's RandomRotation does unless told otherwise.
    private void WarpNearest(int* pixels, in AugmentationDraw draw, float* red)
    {
        Vector256<uint> side = Vector256.Create((uint)source);
        for (int y = 0; y < target; y++, red += target)
        {
            for (int x = 0; x < target; x += Lanes)
            {
                Vector256<float> at = columns + Vector256.Create((float)x);
                Vector256<int> left = Nearest((at * draw.A) + Vector256.Create(draw.B * y) + Vector256.Create(draw.C));
                Vector256<int> top = Nearest((at * draw.D) + Vector256.Create(draw.E * y) + Vector256.Create(draw.F));
                Vector256<int> inside = (Vector256.LessThan(left.AsUInt32(), side) & Vector256.LessThan(top.AsUInt32(), side)).AsInt32();
                Vector256<int> words = Gather(pixels, ((top * stride) + left) & inside) & inside;
                float* to = red + x;
                Low(words).Store(to);
                Low(words >> 8).Store(to + room);
                Low(words >> 16).Store(to + (2 * room));
            }
        }
    }

    private static Vector256<int> Nearest(Vector256<float> place) =>
        Vector256.ConvertToInt32(Vector256.Floor(place + Vector256.Create(0.5f)));

    // Brightness, contrast about the mean grey, saturation and cast are linear: one 3 x 3 matrix and an offset.
    private void Colour(float* red, in AugmentationDraw draw)
    {
        float* green = red + room, blue = green + room;
        float mean = ((Red * Sum(red)) + (Green * Sum(green)) + (Blue * Sum(blue))) / plane * draw.Brightness;
        float gain = draw.Brightness * draw.Contrast, grey = gain * (1 - draw.Saturation);
        Vector256<float> own = Vector256.Create(gain * draw.Saturation), offset = Vector256.Create((1 - draw.Contrast) * mean);
        var toRed = new Ink(draw.CastRed, scale[0], bias[0]);
        var toGreen = new Ink(draw.CastGreen, scale[1], bias[1]);
        var toBlue = new Ink(draw.CastBlue, scale[2], bias[2]);
        for (int i = 0; i < plane; i += Lanes)
        {
            Vector256<float> r = Vector256.Load(red + i), g = Vector256.Load(green + i), b = Vector256.Load(blue + i);
            Vector256<float> common = (((r * Red) + (g * Green) + (b * Blue)) * grey) + offset;
            toRed.Of((r * own) + common).Store(red + i);
            toGreen.Of((g * own) + common).Store(green + i);
            toBlue.Of((b * own) + common).Store(blue + i);
        }
    }

    /// <summary>The last step of one channel: cast, range, normalisation.</summary>
    private readonly struct Ink(float cast, float scale, float bias)
    {
        private readonly Vector256<float> cast = Vector256.Create(cast), scale = Vector256.Create(scale), bias = Vector256.Create(bias);

        internal Vector256<float> Of(Vector256<float> value) =>
            (Vector256.Min(Vector256.Max(value * cast, Vector256<float>.Zero), Vector256.Create(255f)) * scale) + bias;
    }

    private float Sum(float* values)
    {
        new Span<float>(values + plane, room - plane).Clear();
        Vector256<float> even = Vector256<float>.Zero, odd = even;
        for (int i = 0; i < room; i += 2 * Lanes)
        {
            even += Vector256.Load(values + i);
            odd += Vector256.Load(values + i + Lanes);
        }
        return Vector256.Sum(even + odd);
    }

    private void Erase(float* red, in AugmentationDraw draw)
    {
        int left = (int)draw.EraseLeft, width = (int)draw.EraseRight - left;
        for (int y = (int)draw.EraseTop; y < (int)draw.EraseBottom; y++)
        {
            float* row = red + (y * target) + left;
            new Span<float>(row, width).Fill(draw.FillRed);
            new Span<float>(row + room, width).Fill(draw.FillGreen);
            new Span<float>(row + (2 * room), width).Fill(draw.FillBlue);
        }
    }
}
