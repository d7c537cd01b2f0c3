using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Tests.Evaluation;

public class PairCalibrationTests
{
    [Fact]
    public void No_other_line_fits_better()
    {
        var random = new Random(3);
        bool[] same = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0)];
        double[] scores = [.. same.Select(s => random.NextDouble() + (s ? 0.3 : 0))];
        PairCalibration fitted = PairCalibration.Fit(scores, same);
        double best = Loss(fitted.Slope, fitted.Intercept);
        foreach (double slope in new[] { -0.05, 0, 0.05 })
        {
            foreach (double intercept in new[] { -0.05, 0.02, 0.05 })
                Assert.True(Loss(fitted.Slope + slope, fitted.Intercept + intercept) >= best);
        }
        Assert.Equal(1, Gap(), 0.05);

        // Platt's targets; both kinds of pairs count alike.
        double Loss(double slope, double intercept) => scores.Zip(same).Sum(pair =>
        {
            double p = 1 / (1 + Math.Exp(-((slope * pair.First) + intercept))), target = pair.Second ? 101.0 / 102 : 1.0 / 302;
            return -((target * Math.Log(p)) + ((1 - target) * Math.Log(1 - p))) / (pair.Second ? 100 : 300);
        });

        // A calibrated probability is right on average: the two kinds have expected shares of one half each.
        double Gap() => scores.Zip(same).Sum(pair => fitted.Probability(pair.First) / (pair.Second ? 100 : 300));
    }

    [Fact]
    public void Separated_and_equal_scores_stay_finite()
    {
        PairCalibration separated = PairCalibration.Fit([0.9, 0.8, 0.2, 0.1], [true, true, false, false]);
        Assert.True(double.IsFinite(separated.Slope) && separated.Probability(0.9) > 0.7 && separated.Probability(0.1) < 0.3);
        Assert.Equal(0.5, separated.Threshold, 1e-12);
        PairCalibration equal = PairCalibration.Fit([1, 1, 1, 1], [true, true, false, false]);
        Assert.Equal(0.5, equal.Probability(1), 1e-6);
    }

    [Theory]
    [InlineData(1, 0.7)]
    [InlineData(100, 0.84)]
    [InlineData(100_000, 0.9995)]
    public void A_large_catalogue_asks_for_more(int pictures, double expected)
    {
        var calibration = new PairCalibration(0.7, 30, -20.6);
        Assert.Equal(expected, calibration.CatalogueThreshold(pictures), 0.002);
        Assert.Equal(0.7, (calibration with { Slope = 0 }).CatalogueThreshold(pictures));
    }

    [Fact]
    public void Survives_a_checkpoint()
    {
        var calibration = new PairCalibration(0.7, 12.5, -8);
        Assert.Equal(calibration, PairCalibration.FromMetrics(calibration.ToMetrics()));
        Assert.Null(PairCalibration.FromMetrics(new Dictionary<string, double> { ["map"] = 1 }));
        Assert.InRange(calibration.Probability(-1e6), 0, 1e-12);
        Assert.InRange(calibration.Probability(1e6), 1 - 1e-12, 1);
    }
}
