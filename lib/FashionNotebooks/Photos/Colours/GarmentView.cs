namespace FashionNotebooks.Photos.Colours;

/// <summary>Where the garment is on a photo, and its colour without the background.</summary>
/// <param name="Colour">The colour of most of the garment.</param>
/// <param name="Mask">How much each place belongs to the garment, 0 to 1, row by row.</param>
/// <param name="Side">Places across and down.</param>
public sealed record GarmentView(Lab Colour, float[] Mask, int Side)
{
    private const int UsualSide = 64, Rounds = 4;
    private const double Shade = 30;

    /// <summary>Looks at a photo.</summary>
    /// <param name="planes">R, G, B, each size × size bytes.</param>
    /// <param name="size">Side of the photo in pixels.</param>
    public static GarmentView Of(ReadOnlySpan<byte> planes, int size)
    {
        (Lab[] pixels, int side) = Shrunk(planes, size);
        float[] mask = GarmentMask.Of(pixels, side);
        return new(MainColour(pixels, mask), mask, side);
    }

    /// <summary>The mask at another resolution, its sum 1.</summary>
    internal float[] Weights(int side)
    {
        var weights = new float[side * side];
        for (int y = 0, at = 0; y < Side; y++)
        {
            int row = y * side / Side * side;
            for (int x = 0; x < Side; x++, at++)
                weights[row + (x * side / Side)] += Mask[at];
        }
        float sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    // Cells of whole pixels, so that the same photo in twice the size has the same colours.
    private static (Lab[] Pixels, int Side) Shrunk(ReadOnlySpan<byte> planes, int size)
    {
        int step = Math.Max(1, size / UsualSide), side = size / step, area = step * step;
        var pixels = new Lab[side * side];
        Span<int> sums = stackalloc int[3];
        for (int i = 0; i < pixels.Length; i++)
        {
            sums.Clear();
            for (int cell = 0; cell < area; cell++)
            {
                int at = (((i / side * step) + (cell / step)) * size) + (i % side * step) + (cell % step);
                for (int c = 0; c < 3; c++)
                    sums[c] += planes[(c * size * size) + at];
            }
            pixels[i] = Lab.OfRgb((byte)(sums[0] / area), (byte)(sums[1] / area), (byte)(sums[2] / area));
        }
        return (pixels, side);
    }

    // The mean where the mask is, then again and again of what looks like the mean: buttons, soles and shadows fall out.
    private static Lab MainColour(Lab[] pixels, float[] mask)
    {
        Lab mean = Mean(pixels, mask, null);
        for (int round = 0; round < Rounds; round++)
            mean = Mean(pixels, mask, mean);
        return mean;
    }

    private static Lab Mean(Lab[] pixels, float[] mask, Lab? known)
    {
        double weights = 1e-12;
        Lab sum = default;
        for (int i = 0; i < pixels.Length; i++)
        {
            double weight = known is { } colour ? mask[i] * Math.Exp(-colour.Squared(pixels[i]) / (2 * Shade * Shade)) : mask[i];
            (weights, sum) = (weights + weight, sum.Plus(pixels[i], weight));
        }
        return new(sum.L / weights, sum.A / weights, sum.B / weights);
    }
}
