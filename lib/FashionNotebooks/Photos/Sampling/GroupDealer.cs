namespace FashionNotebooks.Photos.Sampling;

/// <summary>Puts one group after the other where, class by class, most is still missing.</summary>
internal sealed class GroupDealer
{
    private readonly IReadOnlyList<int> labels;
    private readonly int[] totals;
    private readonly double[][] missing; // [part][class] pictures still wanted

    internal GroupDealer(IReadOnlyList<int> labels, int[] totals, double[] shares)
    {
        (this.labels, this.totals) = (labels, totals);
        missing = [.. shares.Select(share => totals.Select(t => t * share).ToArray())];
    }

    /// <summary>The part that the group goes to: the one whose squared shortage, in shares of each class, falls most.</summary>
    internal int Place(int[] group)
    {
        int best = 0;
        double bestGain = double.NegativeInfinity;
        int[] counts = new int[totals.Length];
        foreach (int i in group)
            counts[labels[i]]++;
        for (int part = 0; part < missing.Length; part++)
        {
            double gain = Gain(missing[part], counts);
            if (gain > bestGain + 1e-12)
                (best, bestGain) = (part, gain);
        }
        for (int c = 0; c < counts.Length; c++)
            missing[best][c] -= counts[c];
        return best;
    }

    private double Gain(double[] want, int[] counts)
    {
        double gain = 0;
        for (int c = 0; c < counts.Length; c++)
        {
            if (counts[c] > 0)
                gain += (2 * want[c] - counts[c]) * counts[c] / ((double)totals[c] * totals[c]);
        }
        return gain;
    }
}
