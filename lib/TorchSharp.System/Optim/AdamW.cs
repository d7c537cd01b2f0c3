using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019): weights shrink by lr · weight_decay before the step. The default decay is 0; PyTorch's is 0.01.</summary>
public partial class AdamW : OptimizerHelper, optim.IBetas
{
    /// <summary>All parameters in one group.</summary>
    public AdamW(
        IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = [.. parameters] }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <summary>Groups of parameters; options that a group leaves out are these.</summary>
    public AdamW(
        IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        _defaults = new Options
        {
            LearningRate = Checked.NotNegative(lr, nameof(lr)),
            beta1 = Checked.Share(beta1, nameof(beta1)),
            beta2 = Checked.Share(beta2, nameof(beta2)),
            eps = Checked.NotNegative(eps, nameof(eps)),
            weight_decay = Checked.NotNegative(weight_decay, nameof(weight_decay)),
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>The decay rates of the first group; setting them sets all groups.</summary>
    public (double, double) Betas
    {
        get => ((ParamGroup)_parameter_groups[0]).Betas;
        set
        {
            foreach (var group in _parameter_groups.Cast<ParamGroup>())
                group.Betas = value;
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
        // Parameters that joined later, or had no gradient at times, are at a step count of their own.
        foreach (var peers in group.Parameters.GroupBy(parameter => ((State)StateOf(parameter)).step).ToList())
        {
            using var list = GradientList.Of(peers, options.maximize!.Value);
            if (list.Parameters.Length == 0)
                continue;
            if (options.weight_decay is not 0)
                Foreach.Multiply(list.Parameters, 1 - (options.LearningRate!.Value * options.weight_decay!.Value));
            var states = Array.ConvertAll(list.Parameters, parameter => (State)StateOf((Parameter)parameter));
            Array.ForEach(states, state => state.step++);
            var moments = new AdamMath.Moments(
                Array.ConvertAll(states, state => state.exp_avg),
                Array.ConvertAll(states, state => state.exp_avg_sq),
                options.amsgrad!.Value ? Array.ConvertAll(states, state => state.max_exp_avg_sq!) : null);
            var rates = new AdamMath.Rates(options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value, options.eps!.Value);
            AdamMath.Step(list.Parameters, list.Gradients, moments, peers.Key + 1, rates);
        }
    }
}
