using System.Numerics.Tensors;

namespace FashionNotebooks.Photos.Copies;

/// <summary>
/// What the search for copies sees of a photo: grey values smoothed twice, their fine structure, the colours of small cells, and a
/// description of its edges (as the histograms of Dalal and Triggs, 2005) that hardly changes when the photo is moved a little.
/// </summary>
internal sealed class Sketch
{
    internal const int Side = 64, Pixels = Side * Side, CellSide = 8;
    private const int Directions = 8, Places = 5, Smooth = 1, Smoother = 2, Surround = 5;

    internal Sketch(Photo photo)
    {
        byte[] rgb = (photo.Width == Side && photo.Height == Side ? photo : photo.Resize(Side, Side)).Pixels;
        Colour = [new float[Pixels], new float[Pixels], new float[Pixels]];
        for (int i = 0; i < 3 * Pixels; i++)
            Colour[i % 3][i / 3] = rgb[i];
        float[] grey = new float[Pixels];
        for (int i = 0; i < Pixels; i++)
            grey[i] = 0.299f * Colour[0][i] + 0.587f * Colour[1][i] + 0.114f * Colour[2][i];
        Fine = Smoothed(Smoothed(grey, Smooth), Smooth);
        Coarse = Smoothed(Smoothed(grey, Smoother), Smoother);
        Structure = [.. Fine.Zip(Smoothed(Fine, Surround), (near, far) => near - far)];
    }

    /// <summary>R, G and B, each [64 × 64].</summary>
    internal float[][] Colour { get; }

    internal float[] Fine { get; }

    internal float[] Coarse { get; }

    /// <summary>What differs from the surroundings.</summary>
    internal float[] Structure { get; }

    /// <summary>Directions of edges around 5 × 5 places, of length 1, computed anew; all zero where there are none.</summary>
    internal float[] Edges() => Describe(Fine);

    /// <summary>The edges of a photo as a mirror shows it.</summary>
    internal static float[] Mirror(float[] edges)
    {
        float[] result = new float[edges.Length];
        for (int i = 0; i < edges.Length; i++)
        {
            int place = i / Directions, row = place / Places, column = place % Places, direction = i % Directions;
            int across = (Directions + (Directions / 2) - direction) % Directions;
            result[(((row * Places) + Places - 1 - column) * Directions) + across] = edges[i];
        }
        return result;
    }

    /// <summary>The structure with mean 0 and length 1: inner products are correlations. All zero where there is hardly any.</summary>
    internal float[] Standardised()
    {
        float mean = Structure.Average();
        float[] result = [.. Structure.Select(value => value - mean)];
        float length = TensorPrimitives.Norm<float>(result);
        return length > 1 ? [.. result.Select(value => value / length)] : new float[Pixels];
    }

    // The mean over a square window, which reaches so far to each side and is cut off at the border.
    private static float[] Smoothed(float[] grey, int radius) => RowsTurned(RowsTurned(grey, radius), radius);

    // Smooths along the rows and swaps rows and columns.
    private static float[] RowsTurned(float[] grey, int radius)
    {
        float[] result = new float[Pixels];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                int from = Math.Max(x - radius, 0), to = Math.Min(x + radius, Side - 1);
                float sum = 0;
                for (int k = from; k <= to; k++)
                    sum += grey[(y * Side) + k];
                result[(x * Side) + y] = sum / (to - from + 1);
            }
        }
        return result;
    }

    private static float[] Describe(float[] grey)
    {
        float[] result = new float[Places * Places * Directions];
        const float step = (float)Side / Places;
        for (int y = 1; y < Side - 1; y++)
        {
            for (int x = 1; x < Side - 1; x++)
            {
                int at = (y * Side) + x;
                float dx = grey[at + 1] - grey[at - 1], dy = grey[at + Side] - grey[at - Side];
                float strength = MathF.Sqrt((dx * dx) + (dy * dy));
                float turn = (MathF.Atan2(dy, dx) / MathF.Tau + 1) % 1 * Directions;
                int direction = (int)turn % Directions;
                float column = ((x + 0.5f) / step) - 0.5f, row = ((y + 0.5f) / step) - 0.5f, next = turn - MathF.Floor(turn);
                Spread(result, column, row, direction, strength * (1 - next));
                Spread(result, column, row, (direction + 1) % Directions, strength * next);
            }
        }
        // Roots, so that a few strong edges do not drown the rest.
        float sum = result.Sum();
        return sum > Pixels ? [.. result.Select(value => MathF.Sqrt(value / sum))] : new float[result.Length];
    }

    private static void Spread(float[] places, float x, float y, int direction, float strength)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        for (int corner = 0; corner < 4; corner++)
        {
            int cx = left + (corner & 1), cy = top + (corner >> 1);
            if (cx is >= 0 and < Places && cy is >= 0 and < Places)
                places[(((cy * Places) + cx) * Directions) + direction] += strength * (1 - MathF.Abs(x - cx)) * (1 - MathF.Abs(y - cy));
        }
    }
}
