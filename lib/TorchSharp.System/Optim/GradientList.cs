using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gradients of a group for one step, negated for maximizing and with weight decay added; its tensors are freed at the end.</summary>
internal sealed class GradientList : IDisposable
{
    private GradientList(Tensor[] parameters, Tensor[] gradients) => (Parameters, Gradients) = (parameters, gradients);

    internal Tensor[] Parameters { get; }

    internal Tensor[] Gradients { get; private set; }

    /// <summary>The parameters that have a gradient, with it.</summary>
    internal static GradientList Of(IEnumerable<Tensor> parameters, bool maximize)
    {
        var (having, gradients) = (new List<Tensor>(), new List<Tensor>());
        foreach (var parameter in parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            having.Add(parameter);
            gradients.Add(gradient);
        }
        var list = new GradientList([.. having], [.. gradients]);
        if (maximize && gradients.Count > 0)
            list.Replace(Foreach.Negated(list.Gradients));
        return list;
    }

    /// <summary>Adds the decay to the gradients, as Adam and SGD do (AdamW shrinks the weights instead).</summary>
    internal void AddDecay(double decay)
    {
        if (decay != 0)
            Replace(Foreach.Sum(Gradients, Parameters, decay));
    }

    internal void Replace(Tensor[] changed)
    {
        Foreach.Free(Gradients);
        Gradients = changed;
    }

    public void Dispose() => Foreach.Free(Gradients);
}
