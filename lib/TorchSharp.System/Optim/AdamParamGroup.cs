using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters that share options of <see cref="Adam"/> or <see cref="AdamW"/>.</summary>
public abstract class AdamParamGroup<TOptions> : ParamGroup<TOptions>, optim.IBetas where TOptions : AdamOptions, new()
{
    private protected AdamParamGroup(IEnumerable<Parameter> parameters, TOptions options) : base(parameters, options)
    {
    }

    /// <inheritdoc/>
    public (double, double) Betas
    {
        get => (Options.beta1!.Value, Options.beta2!.Value);
        set => (Options.beta1, Options.beta2) = value;
    }
}
