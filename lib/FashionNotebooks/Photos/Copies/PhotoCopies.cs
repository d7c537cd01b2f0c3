using System.Numerics.Tensors;

namespace FashionNotebooks.Photos.Copies;

/// <summary>
/// Finds photos that are copies of each other: saved again, mirrored, brighter, turned by some degrees, cropped a little. Likeness of edges
/// proposes pairs; two are copies when one can be laid over the other, structure on structure and colour on colour. Another garment of the
/// same cut fails at the structure of its folds, the same garment in another colour at the colour.
/// </summary>
internal static class PhotoCopies
{
    // All of these were chosen on planted copies of four sets of real photos and on the drawn wardrobe.
    private const int Proposals = 8, MostGuesses = 3;
    private const float LeastLikeness = 0.75f, LeastAtFirst = 0.4f;
    // Clipped lights and lost borders cost some structure, and then the colours must agree all the more. Where the structure is whole,
    // nothing was clipped that could excuse other colours.
    private const float LeastStructure = 0.94f, LeastOfSameColour = 0.85f, WholeStructure = 0.995f;
    private const double MostColour = 9.5, SameColour = 4.2, Bright = 235;
    private const int LeastUnclipped = 4; // of the cells, one in four

    private static readonly Affine[] upright =
        [Affine.Of(1, 0), Affine.Of(0.93f, 0), Affine.Of(1.07f, 0), Affine.Of(1, 0.06f), Affine.Of(1, -0.06f)];

    private static readonly Affine[] guesses = [.. upright, .. upright.Select(guess => guess.Mirrored)];

    /// <summary>Finds the copies among some photos.</summary>
    /// <param name="count">How many photos there are.</param>
    /// <param name="photo">Gives one of them; called from several threads, and again for those that may be copies.</param>
    internal static IReadOnlyList<PhotoCopy> Find(int count, Func<int, Photo> photo, int threads, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        var looks = new (float[] Edges, float[] Mirrored, float[] Structure)[count];
        Parallel.For(0, count, options, i =>
        {
            var sketch = new Sketch(photo(i));
            float[] edges = sketch.Edges();
            looks[i] = (edges, Sketch.Mirror(edges), sketch.Structure);
        });
        var proposed = new ConcurrentDictionary<(int A, int B), byte>();
        Parallel.For(0, count, options, i =>
        {
            foreach (float[] edges in (float[][])[looks[i].Edges, looks[i].Mirrored])
            {
                var nearest = Enumerable.Range(0, count).Where(j => j != i)
                    .Select(j => (Photo: j, Likeness: TensorPrimitives.Dot<float>(edges, looks[j].Edges)))
                    .Where(other => other.Likeness >= LeastLikeness).OrderByDescending(other => other.Likeness).Take(Proposals);
                foreach (var (other, _) in nearest)
                    proposed.TryAdd((Math.Min(i, other), Math.Max(i, other)), 0);
            }
        });
        var copies = new ConcurrentBag<PhotoCopy>();
        Parallel.ForEach(proposed.Keys.GroupBy(pair => pair.A, pair => pair.B), options, pairs =>
        {
            var first = new Lazy<Sketch>(() => new(photo(pairs.Key)));
            foreach (int other in pairs)
            {
                Affine[] maps = Guesses(looks[pairs.Key].Structure, looks[other].Structure);
                if (maps.Length == 0)
                    continue;
                (float structure, double colour) = Measure(first.Value, new(photo(other)), maps);
                if (colour <= (structure >= WholeStructure ? SameColour : MostColour)
                    && structure >= (colour <= SameColour ? LeastOfSameColour : LeastStructure))
                {
                    copies.Add(new(pairs.Key, other, structure));
                }
            }
        });
        return [.. copies.OrderBy(copy => copy.A).ThenBy(copy => copy.B)];
    }

    /// <summary>
    /// How far the structures agree under the best map, and how far the colours differ there: ΔE00 of all but the worst cells.
    /// </summary>
    internal static (float Structure, double Colour) Measure(Sketch a, Sketch b) => Measure(a, b, Guesses(a.Structure, b.Structure));

    private static (float Structure, double Colour) Measure(Sketch a, Sketch b, Affine[] maps)
    {
        float best = 0;
        Affine map = default;
        foreach (Affine guess in maps)
        {
            if (Registration.Align(a, b, guess) is { } found
                && Registration.Correlation(a.Structure, b.Structure, found) is var structure && structure > best)
                (best, map) = (structure, found);
            if (best >= LeastStructure)
                break;
        }
        return best > 0 ? (best, ColourDifference(a, b, map)) : (0, double.PositiveInfinity);
    }

    // Maps under which something agrees at first sight, the best first.
    private static Affine[] Guesses(float[] a, float[] b) => [.. guesses
        .Select(guess => (Map: guess, Agreement: Registration.Correlation(a, b, guess, stride: 2)))
        .Where(guess => guess.Agreement >= LeastAtFirst).OrderByDescending(guess => guess.Agreement).Take(MostGuesses)
        .Select(guess => guess.Map)];

    // One gain for all of the photo: a brighter copy has it, a garment of another colour has not.
    private static double ColourDifference(Sketch a, Sketch b, Affine map)
    {
        const int cell = Sketch.CellSide, cells = Sketch.Side / cell;
        var means = new List<(double[] A, double[] B)>();
        for (int i = 0; i < cells * cells; i++)
        {
            double[] here = new double[3], there = new double[3];
            int n = 0;
            for (int pixel = 0; pixel < cell * cell; pixel += 3)
            {
                int x = (i % cells * cell) + (pixel % cell), y = (i / cells * cell) + (pixel / cell);
                (float u, float v) = map.At(x, y);
                if (!Registration.Inside(u, v, 0.5f))
                    continue;
                n++;
                for (int c = 0; c < 3; c++)
                {
                    here[c] += a.Colour[c][(y * Sketch.Side) + x];
                    there[c] += Registration.At(b.Colour[c], u, v);
                }
            }
            if (n > cell * cell / 6)
                means.Add(([.. here.Select(sum => sum / n)], [.. there.Select(sum => sum / n)]));
        }
        double[] ratios = [.. means.Where(pair => pair.A.Sum() > 30 && pair.B.Sum() > 30 && pair.A.Max() < 250 && pair.B.Max() < 250)
            .Select(pair => pair.B.Sum() / pair.A.Sum()).Order()];
        double gain = ratios.Length > 0 ? ratios[ratios.Length / 2] : 1, ofA = Math.Max(gain, 1), ofB = Math.Max(1 / gain, 1);
        // Where light is clipped, a gain does not give the colour back.
        var unclipped = means.Where(pair => pair.A.Max() * ofA < Bright && pair.B.Max() * ofB < Bright).ToList();
        double[] differences = [.. (unclipped.Count >= means.Count / LeastUnclipped ? unclipped : means)
            .Select(pair => Colour(pair.A, ofA).Difference(Colour(pair.B, ofB))).Order()];
        return differences.Length == 0 ? double.PositiveInfinity : differences[(int)(0.92 * (differences.Length - 1))];
    }

    private static Lab Colour(double[] rgb, double gain)
    {
        byte Code(int c) => (byte)Math.Clamp(Math.Round(rgb[c] * gain), 0, 255);
        return Lab.OfRgb(Code(0), Code(1), Code(2));
    }
}

/// <summary>Two photos, by their places, the first before the second, and the correlation of their structures, at most 1.</summary>
internal readonly record struct PhotoCopy(int A, int B, float Structure);
