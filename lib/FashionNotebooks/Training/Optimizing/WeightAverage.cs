namespace FashionNotebooks.Training.Optimizing;

/// <summary>
/// An exponential moving average of a model's weights and batch-norm statistics (Polyak and Juditsky, "Acceleration of Stochastic
/// Approximation by Averaging", 1992): steadier than the latest weights.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly double decay;
    private readonly Dictionary<string, Tensor> live;
    private readonly Tensor share;

    /// <summary>Starts the average at the model's present weights.</summary>
    internal WeightAverage(nn.Module model, double decay)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decay);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(decay, 1);
        this.decay = decay;
        live = model.state_dict();
        Values = Weights.Clone(live);
        share = tensor((float)(1 - decay)).DetachFromDisposeScope();
    }

    /// <summary>The averaged tensors by state-dict key.</summary>
    internal Dictionary<string, Tensor> Values { get; }

    /// <summary>Takes up the model's weights as they are now.</summary>
    /// <param name="steps">Steps of the optimizer so far: the first ones forget faster, so that the random start does not linger.</param>
    internal void Update(long steps)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        share.fill_(Held.Number(1 - Math.Min(decay, (1.0 + steps) / (10.0 + steps))));
        foreach (var (name, value) in live)
        {
            if (value.is_floating_point())
                Values[name].lerp_(value, share);
            else
                Values[name].copy_(value);
        }
    }

    /// <summary>Exchanges the model's weights and the average; a second call takes it back.</summary>
    internal void Swap()
    {
        using var grad = no_grad();
        foreach (var (name, value) in live)
        {
            using Tensor copy = value.clone();
            value.copy_(Values[name]);
            Values[name].copy_(copy);
        }
    }

    public void Dispose()
    {
        Weights.Dispose(Values);
        share.Dispose();
    }
}
