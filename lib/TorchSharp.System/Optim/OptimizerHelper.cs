using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Groups, states and state dicts, the same for every optimizer.</summary>
public abstract partial class OptimizerHelper : optim.Optimizer
{
    /// <summary>Options of groups that give none.</summary>
    protected OptimizerOptions _defaults = new();

    private readonly Dictionary<Parameter, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);

    private protected OptimizerState StateOf(Parameter parameter) => _states[parameter];

    private protected void Remember(Parameter parameter, OptimizerState state, OptimizerOptions options)
    {
        state.Initialize(options);
        _states.Add(parameter, state);
    }

    /// <summary>Moves the states to a device.</summary>
    public void to(Device device)
    {
        foreach (var state in _states.Values)
            state.to(device);
    }

    /// <summary>Runs the closure with gradients, then <paramref name="body"/> without on every group.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var _ = enable_grad();
            loss = loss_closure();
        }
        using var noGradients = no_grad();
        foreach (var group in _parameter_groups)
            body((T)group);
        return loss;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var state in _states.Values)
                state.Free();
        base.Dispose(disposing);
    }
}
