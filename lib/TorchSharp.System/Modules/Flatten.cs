using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Joins a range of dimensions into one, by default all but the batch's.</summary>
public sealed class Flatten : ParameterLessModule<Tensor, Tensor>
{
    private static readonly Operator flatten = new("aten::flatten.using_ints");

    internal Flatten(long start, long end) : base(nameof(Flatten)) => (start_dim, end_dim) = (start, end);

    /// <summary>The first dimension to join.</summary>
    public long start_dim { get; set; }

    /// <summary>The last dimension to join.</summary>
    public long end_dim { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => flatten.Call(input, start_dim, end_dim);
}
