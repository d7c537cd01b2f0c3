namespace FashionNotebooks.Photos.Colours;

/// <summary>
/// How much each pixel of a photo belongs to the garment. The garment is near the middle, and what is at the border is mostly not it: a
/// pixel counts the more, the nearer to the middle it is and the less it looks like the colours of the border.
/// </summary>
internal static class GarmentMask
{
    private const int Clusters = 4, Rounds = 6;
    private const double Ring = 0.08, Usual = 0.08, Alike = 14, Reach = 0.33, Least = 0.06;

    /// <param name="pixels">Row by row, size × size.</param>
    /// <param name="size">Side of the square.</param>
    /// <returns>A weight from 0 to 1 for each pixel.</returns>
    internal static float[] Of(Lab[] pixels, int size)
    {
        Lab[] border = Border(pixels, size);
        var centre = new double[pixels.Length];
        var mask = new float[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            double x = (((i % size) + 0.5) / size) - 0.5, y = (((i / size) + 0.5) / size) - 0.5;
            centre[i] = Math.Exp(-((x * x) + (y * y)) / (2 * Reach * Reach));
            double nearest = border[Nearest(border, pixels[i])].Squared(pixels[i]);
            mask[i] = (float)(centre[i] * (1 - Math.Exp(-nearest / (2 * Alike * Alike))));
        }
        // A garment of the colour of what it lies on: the middle is all that is known of it.
        double share = mask.Sum() / centre.Sum();
        if (share < Least)
        {
            for (int i = 0; i < mask.Length; i++)
                mask[i] += (float)(centre[i] * centre[i] * centre[i] * (Least - share));
        }
        return mask;
    }

    // The usual colours of the border: means of k clusters, without those of a few pixels, which may be the garment's sleeve.
    private static Lab[] Border(Lab[] pixels, int size)
    {
        int ring = Math.Max(1, (int)(Ring * size));
        bool Outer(int at) => at < ring || at >= size - ring;
        Lab[] all = [.. pixels.Where((_, i) => Outer(i % size) || Outer(i / size))];
        Lab[] means = [.. Enumerable.Range(0, Clusters).Select(k => all[all.Length * ((2 * k) + 1) / (2 * Clusters)])];
        Span<int> counts = stackalloc int[Clusters];
        Span<Lab> sums = stackalloc Lab[Clusters];
        for (int round = 0; round < Rounds; round++)
        {
            counts.Clear();
            sums.Clear();
            foreach (Lab pixel in all)
            {
                int k = Nearest(means, pixel);
                (counts[k], sums[k]) = (counts[k] + 1, sums[k].Plus(pixel, 1));
            }
            for (int k = 0; k < Clusters; k++)
            {
                if (counts[k] > 0)
                    means[k] = new(sums[k].L / counts[k], sums[k].A / counts[k], sums[k].B / counts[k]);
            }
        }
        int[] found = counts.ToArray();
        return [.. means.Where((_, k) => found[k] >= Usual * all.Length)];
    }

    private static int Nearest(ReadOnlySpan<Lab> colours, Lab pixel)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int k = 0; k < colours.Length; k++)
        {
            if (colours[k].Squared(pixel) is var squared && squared < least)
                (nearest, least) = (k, squared);
        }
        return nearest;
    }
}
