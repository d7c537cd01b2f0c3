using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Tests.Evaluation;

public class RocCurveTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Figures_are_those_of_counting(int seed)
    {
        var random = new Random(seed);
        int n = 40 + (300 * seed);
        bool[] same = [.. Enumerable.Range(0, n).Select(i => i == 0 || (i > 1 && random.Next(3) == 0))];
        // one decimal makes ties
        double[] scores = [.. same.Select(s => Math.Round(random.NextDouble() + (s ? 0.3 : 0), seed == 4 ? 6 : 1))];
        int[] once = [.. Enumerable.Repeat(1, n)], often = [.. Enumerable.Range(0, n).Select(_ => random.Next(3))];
        var curve = new RocCurve(scores, same);
        Compare(Counted(scores, same, once), curve.Figures());
        Compare(Counted(scores, same, often), curve.Figures(often)!.Value);
    }

    [Fact]
    public void Known_cases()
    {
        Compare(new(1, 0, 1, 1), new RocCurve([0.9, 0.8, 0.1], [true, true, false]).Figures());
        Compare(new(0, 1, 0, 0), new RocCurve([0.1, 0.9], [true, false]).Figures());
        Compare(new(0.5, 0.5, 0, 0), new RocCurve([1, 1, 1, 1], [true, false, true, false]).Figures());
        Assert.Null(new RocCurve([1, 2], [true, false]).Figures([1, 0]));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void The_best_threshold_has_the_largest_difference(int seed)
    {
        var random = new Random(seed);
        bool[] same = [.. Enumerable.Range(0, 90).Select(i => i % 3 == 0)];
        double[] scores = [.. same.Select(s => Math.Round(random.NextDouble() + (s ? 0.4 : 0), 2))];
        double Gain(double threshold) => Share(scores, same, true, threshold) - Share(scores, same, false, threshold);
        double best = scores.Max(Gain), chosen = new RocCurve(scores, same).BestThreshold();
        Assert.Equal(best, Gain(chosen), 1e-12);
        Assert.DoesNotContain(scores, score => Math.Abs(score - chosen) < 1e-12); // between two scores
    }

    [Fact]
    public void Unusable_pairs_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new RocCurve([1, 2], [true, true]));
        Assert.Throws<ArgumentException>(() => new RocCurve([1, double.NaN], [true, false]));
        Assert.Throws<ArgumentException>(() => new RocCurve([1], [true, false]));
    }

    private static RocFigures Counted(double[] scores, bool[] same, int[] counts)
    {
        (double Score, bool Same)[] pairs =
            [.. Enumerable.Range(0, scores.Length).SelectMany(i => Enumerable.Repeat((scores[i], same[i]), counts[i]))];
        double[] ones = [.. pairs.Where(p => p.Same).Select(p => p.Score)], twos = [.. pairs.Where(p => !p.Same).Select(p => p.Score)];
        double auc = ones.Sum(a => twos.Sum(b => a > b ? 1 : a == b ? 0.5 : 0)) / ((double)ones.Length * twos.Length);
        double[] thresholds = [double.PositiveInfinity, .. pairs.Select(p => p.Score).Distinct().OrderDescending()];
        double Accepted(double[] of, double threshold) => of.Count(score => score >= threshold) / (double)of.Length;
        double AtMost(double far) => thresholds.Where(t => Accepted(twos, t) <= far).Max(t => Accepted(ones, t));
        double equal = double.NaN;
        for (int i = 1; double.IsNaN(equal); i++)
        {
            double farBefore = Accepted(twos, thresholds[i - 1]), far = Accepted(twos, thresholds[i]);
            double frrBefore = 1 - Accepted(ones, thresholds[i - 1]), frr = 1 - Accepted(ones, thresholds[i]);
            if (far < frr)
                continue;
            double at = (frrBefore - farBefore) / (frrBefore - farBefore + far - frr); // where two straight lines cross
            equal = farBefore + (at * (far - farBefore));
        }
        return new RocFigures(auc, equal, AtMost(0.01), AtMost(0.001));
    }

    private static double Share(double[] scores, bool[] same, bool kind, double threshold) =>
        scores.Where((score, i) => same[i] == kind && score >= threshold).Count() / (double)same.Count(s => s == kind);

    private static void Compare(RocFigures expected, RocFigures actual)
    {
        Assert.Equal(expected.Auc, actual.Auc, 1e-12);
        Assert.Equal(expected.EqualErrorRate, actual.EqualErrorRate, 1e-12);
        Assert.Equal(expected.TarAtHundredth, actual.TarAtHundredth, 1e-12);
        Assert.Equal(expected.TarAtThousandth, actual.TarAtThousandth, 1e-12);
    }
}
