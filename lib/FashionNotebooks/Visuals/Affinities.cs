namespace FashionNotebooks.Visuals;

/// <summary>How likely each vector would pick each other one as its neighbour, under a Gaussian whose width gives every vector the same number of neighbours.</summary>
internal static class Affinities
{
    private const int Halvings = 100;
    private const double Tolerance = 1e-6;

    /// <summary>Symmetric, row-major [N, N], with the sum 1 and a diagonal of 0.</summary>
    /// <param name="squaredDistances">Row-major [N, N].</param>
    /// <param name="count">N.</param>
    /// <param name="perplexity">Two to the power of the entropy in bits of each row.</param>
    internal static float[] Of(double[] squaredDistances, int count, double perplexity)
    {
        double[][] conditional = [.. Enumerable.Range(0, count).Select(i => Conditional(squaredDistances.AsSpan(i * count, count), i, perplexity))];
        float[] joint = new float[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                joint[i * count + j] = (float)((conditional[i][j] + conditional[j][i]) / (2.0 * count));
        }
        return joint;
    }

    /// <summary>One vector's choice among the others, with the sum 1. The width is searched by halving.</summary>
    internal static double[] Conditional(ReadOnlySpan<double> squared, int own, double perplexity)
    {
        double[] row = new double[squared.Length];
        double nearest = double.MaxValue, mean = 0;
        for (int j = 0; j < squared.Length; j++)
        {
            if (j != own)
                (nearest, mean) = (Math.Min(nearest, squared[j]), mean + squared[j] / (squared.Length - 1));
        }
        // beta = 1 / (2 σ²), begun at the scale of the distances
        double beta = mean > nearest ? 1 / (mean - nearest) : 1, low = 0, high = double.PositiveInfinity;
        for (int i = 0; i < Halvings; i++)
        {
            double difference = Fill(squared, own, nearest, beta, row) - Math.Log(perplexity);
            if (Math.Abs(difference) < Tolerance)
                break;
            if (difference > 0)
                (low, beta) = (beta, double.IsInfinity(high) ? beta * 2 : (beta + high) / 2);
            else
                (high, beta) = (beta, (beta + low) / 2);
        }
        return row;
    }

    /// <summary>Fills a row for one width and returns its entropy in nats.</summary>
    private static double Fill(ReadOnlySpan<double> squared, int own, double nearest, double beta, Span<double> row)
    {
        double sum = 0, weighted = 0;
        for (int j = 0; j < row.Length; j++)
        {
            double distance = squared[j] - nearest;
            row[j] = j == own ? 0 : Math.Exp(-beta * distance);
            sum += row[j];
            weighted += row[j] * (j == own ? 0 : distance);
        }
        for (int j = 0; j < row.Length; j++)
            row[j] /= sum;
        return Math.Log(sum) + beta * weighted / sum;
    }
}
