using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019): weights shrink by lr · weight_decay before the step. The default decay is 0; PyTorch's is 0.01.</summary>
public class AdamW : AdamOptimizer
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
        : base(parameters, new Options(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
    {
    }

    private protected override AdamState NewState(Parameter parameter) => new State(parameter);

    private protected override void Decay(GradientList list, AdamOptions options)
    {
        if (options.weight_decay is not 0)
            Foreach.Multiply(list.Parameters, 1 - (options.LearningRate!.Value * options.weight_decay!.Value));
    }

    /// <inheritdoc cref="AdamState"/>
    public sealed class State : AdamState
    {
        /// <summary>Starts with zeros.</summary>
        public State(Parameter parameter) : base(parameter)
        {
        }
    }

    /// <inheritdoc cref="AdamOptions"/>
    public class Options : AdamOptions
    {
        /// <summary>All of them the optimizer's.</summary>
        public Options()
        {
        }

        internal Options(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, bool maximize)
            : base(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }
    }

    /// <summary>Parameters that share options.</summary>
    public class ParamGroup : AdamParamGroup<Options>
    {
        /// <summary>An empty group with the optimizer's options.</summary>
        public ParamGroup() : base([], new Options())
        {
        }

        /// <summary>A group with these options.</summary>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        /// <summary>A group with these options.</summary>
        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
        {
        }
    }
}
