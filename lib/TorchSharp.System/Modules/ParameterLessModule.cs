using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A layer without parameters, buffers or submodules, such as an activation.</summary>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>
{
    /// <summary>Starts a layer in training mode.</summary>
    protected ParameterLessModule(string name) : base(name)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_parameter(string name, Parameter param) => throw Refusal();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw Refusal();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_module(string name, nn.Module submodule) => throw Refusal();

    private InvalidOperationException Refusal() => new($"{GetName()} has no parameters: nothing can be registered in it.");
}
