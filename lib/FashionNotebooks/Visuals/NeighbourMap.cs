namespace FashionNotebooks.Visuals;

/// <summary>
/// Exact t-SNE (van der Maaten and Hinton, 2008) with the settings that later work found to hold for most data (Belkina et al., "Automated
/// optimized parameters for t-SNE", 2019).
/// </summary>
internal sealed class NeighbourMap
{
    private const float Exaggeration = 12, SmallestGain = 0.01f;
    private const double StartSize = 1e-4, TinyShift = 1e-8;

    private readonly int count;
    private readonly float[] affinities; // [N, N]
    private readonly float[][] points, velocities, gains, gradients; // [2][N]
    private readonly float rate;

    internal NeighbourMap(double[] squaredDistances, double[,] start, double perplexity, int seed)
    {
        count = start.GetLength(0);
        affinities = Affinities(squaredDistances, count, perplexity);
        points = Start(start, seed);
        velocities = [new float[count], new float[count]];
        gradients = [new float[count], new float[count]];
        gains = [[.. Enumerable.Repeat(1f, count)], [.. Enumerable.Repeat(1f, count)]];
        rate = Math.Max(count / Exaggeration / 4, 50);
    }

    /// <summary>The map, [N, 2].</summary>
    internal double[,] Points()
    {
        double[,] result = new double[count, 2];
        for (int i = 0; i < count; i++)
            (result[i, 0], result[i, 1]) = (points[0][i], points[1][i]);
        return result;
    }

    internal void Run(int iterations, CancellationToken cancellation = default)
    {
        int early = Math.Min(250, iterations / 2);
        for (int i = 0; i < iterations; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (i < early)
                Step(Exaggeration, momentum: 0.5f);
            else
                Step(1, momentum: 0.8f);
        }
    }

    private void Step(float exaggeration, float momentum)
    {
        Gradient(exaggeration);
        for (int axis = 0; axis < 2; axis++)
        {
            float[] at = points[axis], velocity = velocities[axis], gain = gains[axis], gradient = gradients[axis];
            for (int i = 0; i < count; i++)
            {
                gain[i] = velocity[i] * gradient[i] < 0 ? gain[i] + 0.2f : Math.Max(SmallestGain, gain[i] * 0.8f);
                velocity[i] = momentum * velocity[i] - rate * gain[i] * gradient[i];
                at[i] += velocity[i];
            }
            float mean = at.Sum() / count;
            for (int i = 0; i < count; i++)
                at[i] -= mean;
        }
    }

    /// <summary>
    /// Pull of the neighbours and push of all points, gathered in one pass: the push is divided by the sum of nearness afterwards.
    /// </summary>
    private void Gradient(float exaggeration)
    {
        double all = 0;
        float[][] push = [new float[count], new float[count]];
        for (int i = 0; i < count; i++)
        {
            Forces forces = ForcesOn(i);
            all += forces.Nearness - 1; // without itself
            (gradients[0][i], gradients[1][i]) = (forces.PullX, forces.PullY);
            (push[0][i], push[1][i]) = (forces.PushX, forces.PushY);
        }
        for (int axis = 0; axis < 2; axis++)
        {
            for (int i = 0; i < count; i++)
                gradients[axis][i] = 4 * (exaggeration * gradients[axis][i] - (float)(push[axis][i] / all));
        }
    }

    private Forces ForcesOn(int i)
    {
        float x = points[0][i], y = points[1][i];
        ReadOnlySpan<float> xs = points[0], ys = points[1], ps = affinities.AsSpan(i * count, count);
        ReadOnlySpan<Vector<float>> vx = MemoryMarshal.Cast<float, Vector<float>>(xs), vy = MemoryMarshal.Cast<float, Vector<float>>(ys),
            vp = MemoryMarshal.Cast<float, Vector<float>>(ps);
        Vector<float> near = default, pullX = default, pullY = default, pushX = default, pushY = default;
        for (int k = 0; k < vx.Length; k++)
        {
            Vector<float> dx = new Vector<float>(x) - vx[k], dy = new Vector<float>(y) - vy[k];
            Vector<float> q = Vector<float>.One / (Vector<float>.One + dx * dx + dy * dy), pq = vp[k] * q, qq = q * q;
            near += q;
            (pullX, pullY) = (pullX + pq * dx, pullY + pq * dy);
            (pushX, pushY) = (pushX + qq * dx, pushY + qq * dy);
        }
        var forces = new Forces(Vector.Sum(near), Vector.Sum(pullX), Vector.Sum(pullY), Vector.Sum(pushX), Vector.Sum(pushY));
        for (int j = vx.Length * Vector<float>.Count; j < count; j++)
        {
            float dx = x - xs[j], dy = y - ys[j], q = 1 / (1 + dx * dx + dy * dy);
            forces = new Forces(forces.Nearness + q, forces.PullX + ps[j] * q * dx, forces.PullY + ps[j] * q * dy,
                forces.PushX + q * q * dx, forces.PushY + q * q * dy);
        }
        return forces;
    }

    private float[][] Start(double[,] start, int seed)
    {
        var random = new CounterRandom((ulong)seed, 0);
        float[][] result = [new float[count], new float[count]];
        double spread = 0;
        for (int i = 0; i < count; i++)
            spread += start[i, 0] * start[i, 0] / count;
        double scale = spread > 0 ? StartSize / Math.Sqrt(spread) : 0;
        for (int i = 0; i < count; i++)
        {
            for (int axis = 0; axis < 2; axis++)
                result[axis][i] = (float)((axis < start.GetLength(1) ? start[i, axis] * scale : 0) + random.Uniform(-TinyShift, TinyShift));
        }
        return result;
    }

    /// <summary>
    /// How likely each vector would pick each other one as its neighbour, under a Gaussian whose width gives every vector the same number
    /// of neighbours (two to the power of the entropy in bits): symmetric, row-major [N, N], with the sum 1 and a diagonal of 0.
    /// </summary>
    internal static float[] Affinities(double[] squaredDistances, int count, double perplexity)
    {
        double[][] conditional = [.. Enumerable.Range(0, count)
            .Select(i => Conditional(squaredDistances.AsSpan(i * count, count), i, perplexity))];
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
        for (int i = 0; i < 100; i++)
        {
            double difference = Fill(squared, own, nearest, beta, row) - Math.Log(perplexity);
            if (Math.Abs(difference) < 1e-6)
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

    private readonly record struct Forces(float Nearness, float PullX, float PullY, float PushX, float PushY);
}
