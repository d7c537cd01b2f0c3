namespace FashionNotebooks.Engine;

/// <summary>
/// The memory layout that convolutions like best on a CPU: the channels of one pixel lie side by side. TorchSharp's own
/// <c>memory_format</c> arguments do nothing; TorchScript reaches the operator.
/// </summary>
public static class ChannelsLast
{
    private static readonly Lazy<jit.CompilationUnit> Script = new(() => jit.compile(
        "def of(x: Tensor) -> Tensor:\n    return x.contiguous(memory_format=2)\n"));

    /// <summary>Images <c>[N, C, H, W]</c> in this layout; what has it already is returned as a second handle of the same memory.</summary>
    public static Tensor Of(Tensor images) => Script.Value.invoke<Tensor>("of", images);

    /// <summary>Gives every 4-d parameter this layout, in place.</summary>
    public static void Convert(IEnumerable<Tensor> parameters)
    {
        using var grad = no_grad();
        foreach (Tensor parameter in parameters.Where(parameter => parameter.dim() == 4))
        {
            using Tensor laidOut = Of(parameter);
            parameter.set_(laidOut);
        }
    }
}
