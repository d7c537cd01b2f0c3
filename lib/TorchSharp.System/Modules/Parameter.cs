using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains. Registered in a module, it belongs to no dispose scope and lives as long as the module.</summary>
public class Parameter : Tensor
{
    private static readonly Operator detach = new("aten::detach");

    /// <summary>Takes over a tensor's memory; the tensor itself is disposed.</summary>
    /// <param name="data">Initial values; a history of gradients is cut off.</param>
    /// <param name="requires_grad">False freezes the parameter.</param>
    public Parameter(Tensor data, bool requires_grad = true) : base(Take(data)) => this.requires_grad = requires_grad;

    private static nint Take(Tensor data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var handle = detach.Call(data).DecoupleFromNativeHandle();
        data.Dispose();
        return handle;
    }
}
