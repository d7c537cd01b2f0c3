namespace FashionNotebooks.Visuals.Charts;

/// <summary>Counts the raw values of histograms into equal steps that all histograms of a figure share.</summary>
internal static class Histograms
{
    /// <summary>Gives each histogram the middles and heights of its bars.</summary>
    internal static double? Count(IReadOnlyList<FigureSeries> histograms)
    {
        if (histograms.Count == 0)
            return null;
        IReadOnlyList<object>[] raw = [.. histograms.Select(h => h.Horizontal ? h.Y : h.X)];
        double[] all = [.. raw.SelectMany(values => values).Select(FigureJson.ToNumber).Where(double.IsFinite)];
        if (all.Length == 0)
        {
            foreach ((FigureSeries histogram, IReadOnlyList<object> values) in histograms.Zip(raw))
                Set(histogram, [.. values.CountBy(FigureJson.ToText).Select(pair => ((object)pair.Key, (double)pair.Value))], values.Count, 1);
            return null;
        }
        double low = all.Min(), high = all.Max();
        int count = histograms.Max(h => h.Steps) ?? Math.Clamp((int)Math.Sqrt(all.Length / (double)histograms.Count), 5, 40);
        double step = high > low ? Ticks.Step(high - low, count) : 1, start = Math.Floor(low / step) * step;
        int steps = (int)Math.Floor((high - start) / step) + 1;
        foreach ((FigureSeries histogram, IReadOnlyList<object> values) in histograms.Zip(raw))
        {
            double[] own = [.. values.Select(FigureJson.ToNumber).Where(double.IsFinite)];
            double[] heights = new double[steps];
            foreach (double value in own)
                heights[Math.Clamp((int)((value - start) / step), 0, steps - 1)]++;
            Set(histogram, [.. heights.Select((height, i) => ((object)(start + ((i + 0.5) * step)), height))], own.Length, step);
        }
        return step;
    }

    private static void Set(FigureSeries histogram, IReadOnlyList<(object Place, double Height)> bars, int total, double step)
    {
        double unit = histogram.Norm switch { "percent" => 100.0 / total, "probability" => 1.0 / total, "density" => 1 / step, "probability density" => 1 / (total * step), _ => 1 };
        IReadOnlyList<object> places = [.. bars.Select(bar => bar.Place)], heights = [.. bars.Select(bar => (object)(bar.Height * unit))];
        (histogram.X, histogram.Y) = histogram.Horizontal ? (heights, places) : (places, heights);
    }
}
