using System.Numerics;
using System.Runtime.InteropServices;
using FashionNotebooks.Photos.Sampling;

namespace FashionNotebooks.Visuals;

/// <summary>
/// Exact t-SNE (van der Maaten and Hinton, 2008) with the settings that later work found to hold for most data
/// (Belkina et al., "Automated optimized parameters for t-SNE", 2019).
/// </summary>
internal sealed class NeighbourMap
{
    private const float Exaggeration = 12, SmallestGain = 0.01f;
    private const double StartSize = 1e-4, TinyShift = 1e-8;

    private readonly int count;
    private readonly float[] affinities; // [N, N], sums to 1
    private readonly float[][] points, velocities, gains, gradients; // [2][N]
    private readonly float rate;

    /// <param name="squaredDistances">Row-major [N, N].</param>
    /// <param name="start">[N, 1 or 2], the map to begin with; its size does not matter.</param>
    /// <param name="perplexity">Neighbours of a point.</param>
    /// <param name="seed">Of the tiny shifts.</param>
    internal NeighbourMap(double[] squaredDistances, double[,] start, double perplexity, int seed)
    {
        count = start.GetLength(0);
        affinities = Affinities.Of(squaredDistances, count, perplexity);
        points = Start(start, seed);
        velocities = [new float[count], new float[count]];
        gradients = [new float[count], new float[count]];
        gains = [Ones(count), Ones(count)];
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

    /// <summary>What the map loses: the Kullback-Leibler divergence of its neighbourhoods from those of the vectors.</summary>
    internal double Divergence()
    {
        double all = 0, sum = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                all += i == j ? 0 : Nearness(i, j);
        }
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                double p = affinities[i * count + j];
                if (i != j && p > 0)
                    sum += p * Math.Log(p * all / Nearness(i, j));
            }
        }
        return sum;
    }

    private double Nearness(int i, int j)
    {
        double x = points[0][i] - points[0][j], y = points[1][i] - points[1][j];
        return 1 / (1 + x * x + y * y);
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
        ReadOnlySpan<Vector<float>> vx = MemoryMarshal.Cast<float, Vector<float>>(xs), vy = MemoryMarshal.Cast<float, Vector<float>>(ys), vp = MemoryMarshal.Cast<float, Vector<float>>(ps);
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
            forces = new Forces(forces.Nearness + q, forces.PullX + ps[j] * q * dx, forces.PullY + ps[j] * q * dy, forces.PushX + q * q * dx, forces.PushY + q * q * dy);
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

    private static float[] Ones(int count)
    {
        float[] ones = new float[count];
        Array.Fill(ones, 1f);
        return ones;
    }

    private readonly record struct Forces(float Nearness, float PullX, float PullY, float PushX, float PushY);
}
