using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent with momentum (Polyak, 1964; Nesterov, 1983); weight decay is added to the gradient.</summary>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    /// <summary>All parameters in one group.</summary>
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = [.. parameters] }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>Groups of parameters; options that a group leaves out are these.</summary>
    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("Nesterov momentum needs a momentum and no dampening.");
        _defaults = new Options
        {
            LearningRate = Checked.NotNegative(lr, nameof(lr)),
            momentum = Checked.NotNegative(momentum, nameof(momentum)),
            dampening = dampening,
            weight_decay = Checked.NotNegative(weight_decay, nameof(weight_decay)),
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>The momentum of the first group; setting it sets all groups.</summary>
    public double Momentum
    {
        get => ((ParamGroup)_parameter_groups[0]).Momentum;
        set
        {
            foreach (var group in _parameter_groups.Cast<ParamGroup>())
                group.Momentum = value;
        }
    }

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        ArgumentNullException.ThrowIfNull(param_group);
        base.add_param_group(param_group);
        ((ParamGroup)param_group).Options.FillFrom((Options)_defaults);
        foreach (var parameter in param_group.Parameters)
            Remember(parameter, new State(parameter), param_group.Options);
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private void Step(ParamGroup group)
    {
        var options = group.Options;
        // The first momentum is the gradient itself, without dampening.
        foreach (var peers in group.Parameters.GroupBy(parameter => ((State)StateOf(parameter)).momentum_buffer is null).ToList())
        {
            using var list = GradientList.Of(peers, options.maximize!.Value);
            if (list.Parameters.Length == 0)
                continue;
            list.AddDecay(options.weight_decay!.Value);
            if (options.momentum is > 0)
                ApplyMomentum(list, options, first: peers.Key);
            else
                Foreach.Add(list.Parameters, list.Gradients, -options.LearningRate!.Value);
        }
    }

    private void ApplyMomentum(GradientList list, Options options, bool first)
    {
        var states = Array.ConvertAll(list.Parameters, parameter => (State)StateOf((Parameter)parameter));
        for (var place = 0; first && place < states.Length; place++)
            states[place].momentum_buffer = list.Gradients[place].clone().DetachFromDisposeScope();
        var buffers = Array.ConvertAll(states, state => state.momentum_buffer!);
        if (!first)
        {
            Foreach.Multiply(buffers, options.momentum!.Value);
            Foreach.Add(buffers, list.Gradients, 1 - options.dampening!.Value);
        }
        if (options.nesterov == true)
            list.Replace(Foreach.Sum(list.Gradients, buffers, options.momentum!.Value));
        Foreach.Add(list.Parameters, options.nesterov == true ? list.Gradients : buffers, -options.LearningRate!.Value);
    }
}
