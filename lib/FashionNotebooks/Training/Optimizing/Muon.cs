using TorchSharp.Modules;

namespace FashionNotebooks.Training.Optimizing;

/// <summary>
/// Momentum whose step is made orthogonal: every direction of a weight matrix moves alike, not only the few that gradients favour (Jordan
/// et al., "Muon: An optimizer for hidden layers in neural networks", 2024). For convolution weights <c>[out, in, k, k]</c>, seen as
/// <c>[out, in·k·k]</c>. Batch norm follows each of them, so only their direction matters: each step first brings a weight back to length
/// √out, which takes the place of weight decay and keeps the learning rate meaning the same throughout.
/// </summary>
internal sealed class Muon : IDisposable
{
    private const double Momentum = 0.9;
    private const int Iterations = 5;
    private readonly List<Parameter[]> groups;
    private readonly Dictionary<Parameter, Tensor> momenta = [];

    internal Muon(IEnumerable<Parameter> parameters)
    {
        // Weights of 4 dimensions; those of one shape are made orthogonal together.
        groups = [.. parameters.GroupBy(parameter => string.Join(',', parameter.shape)).Select(group => group.ToArray())];
        foreach (Parameter parameter in groups.SelectMany(group => group))
            momenta[parameter] = zeros_like(parameter).DetachFromDisposeScope();
    }

    /// <summary>The momenta in a fixed order, to be saved and restored.</summary>
    internal IEnumerable<Tensor> State => groups.SelectMany(group => group).Select(parameter => momenta[parameter]);

    /// <summary>One step; parameters without a gradient stay.</summary>
    internal void Step(double learningRate)
    {
        using var grad = no_grad();
        foreach (Parameter[] moving in groups.Select(group => Array.FindAll(group, parameter => parameter.grad is not null)))
        {
            if (moving.Length == 0)
                continue;
            using var scope = NewDisposeScope();
            long rows = moving[0].shape[0], columns = moving[0].numel() / rows;
            // [G, out, in·k·k]
            Tensor update = Orthogonal(stack(moving.Select(parameter => Direction(parameter).reshape(rows, columns)), 0));
            double size = learningRate * Math.Sqrt(Math.Max(1, (double)rows / columns));
            foreach (var (i, weight) in moving.Index())
            {
                weight.mul_(weight.norm().reciprocal().mul(Held.Number(Math.Sqrt(rows))));
                weight.add_(update[i].reshape(weight.shape), Held.Number(-size));
            }
        }
    }

    public void Dispose()
    {
        foreach (Tensor momentum in momenta.Values)
            momentum.Dispose();
    }

    // Nesterov's direction: the gradient once more on top of the momentum that already holds it.
    private Tensor Direction(Parameter parameter)
    {
        Tensor momentum = momenta[parameter].mul_(Held.Number(Momentum)).add_(parameter.grad!, Held.One);
        return parameter.grad!.add(momentum, Held.Number(Momentum));
    }

    /// <summary>
    /// The nearest matrix with all singular values near 1, by a quintic Newton-Schulz iteration in bfloat16: the exact values do not
    /// matter.
    /// </summary>
    /// <param name="matrices"><c>[G, rows, columns]</c>.</param>
    internal static Tensor Orthogonal(Tensor matrices)
    {
        using var scope = NewDisposeScope();
        bool tall = matrices.shape[1] > matrices.shape[2];
        Tensor x = matrices.to(ScalarType.BFloat16);
        x = x.div(x.flatten(1).norm(1).add(Held.Number(1e-7), Held.One).view(-1, 1, 1));
        if (tall)
            x = x.transpose(1, 2);
        for (int i = 0; i < Iterations; i++)
        {
            Tensor a = x.bmm(x.transpose(1, 2));                        // [G, r, r]
            Tensor b = a.mul(Held.Number(-4.7750)).add(a.bmm(a), Held.Number(2.0315));
            x = x.mul(Held.Number(3.4445)).add(b.bmm(x), Held.One);
        }
        if (tall)
            x = x.transpose(1, 2);
        return x.to(ScalarType.Float32).MoveToOuterDisposeScope();
    }
}
