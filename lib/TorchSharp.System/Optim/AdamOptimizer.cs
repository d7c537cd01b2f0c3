using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: all but how weights decay.</summary>
public abstract class AdamOptimizer : OptimizerHelper, optim.IBetas
{
    private protected AdamOptimizer(IEnumerable<ParamGroup> parameters, AdamOptions defaults)
    {
        Checked.NotNegative(defaults.LearningRate!.Value, "lr");
        Checked.Share(defaults.beta1!.Value, nameof(defaults.beta1));
        Checked.Share(defaults.beta2!.Value, nameof(defaults.beta2));
        Checked.NotNegative(defaults.eps!.Value, nameof(defaults.eps));
        Checked.NotNegative(defaults.weight_decay!.Value, nameof(defaults.weight_decay));
        _defaults = defaults;
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>The decay rates of the first group; setting them sets all groups.</summary>
    public (double, double) Betas
    {
        get => ((optim.IBetas)_parameter_groups[0]).Betas;
        set
        {
            foreach (var group in _parameter_groups.Cast<optim.IBetas>())
                group.Betas = value;
        }
    }

    /// <inheritdoc/>
    public override void add_param_group(ParamGroup param_group)
    {
        ArgumentNullException.ThrowIfNull(param_group);
        base.add_param_group(param_group);
        ((AdamOptions)param_group.Options).FillFrom((AdamOptions)_defaults);
        foreach (var parameter in param_group.Parameters)
            Remember(parameter, NewState(parameter), param_group.Options);
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private protected abstract AdamState NewState(Parameter parameter);

    /// <summary>Applies <see cref="AdamOptions.weight_decay"/>.</summary>
    private protected abstract void Decay(GradientList list, AdamOptions options);

    private void Step(ParamGroup group)
    {
        var options = (AdamOptions)group.Options;
        // Parameters that joined later, or had no gradient at times, are at a step count of their own.
        foreach (var peers in group.Parameters.GroupBy(parameter => ((AdamState)StateOf(parameter)).step).ToList())
        {
            using var list = GradientList.Of(peers, options.maximize!.Value);
            if (list.Parameters.Length == 0)
                continue;
            Decay(list, options);
            var states = Array.ConvertAll(list.Parameters, parameter => (AdamState)StateOf((Parameter)parameter));
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
