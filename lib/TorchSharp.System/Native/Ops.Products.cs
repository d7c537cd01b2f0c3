namespace TorchSharp.Native;

/// <summary>The dispatcher's operators by name; each is looked up at its first call.</summary>
internal static partial class Ops
{
    internal static readonly Operator addmm = new("aten::addmm");
    internal static readonly Operator addmv = new("aten::addmv");
    internal static readonly Operator addr = new("aten::addr");
    internal static readonly Operator baddbmm = new("aten::baddbmm");
    internal static readonly Operator bmm = new("aten::bmm");
    internal static readonly Operator corrcoef = new("aten::corrcoef");
    internal static readonly Operator cov = new("aten::cov");
    internal static readonly Operator det = new("aten::det");
    internal static readonly Operator dot = new("aten::dot");
    internal static readonly Operator inner = new("aten::inner");
    internal static readonly Operator inverse = new("aten::inverse");
    internal static readonly Operator kron = new("aten::kron");
    internal static readonly Operator matmul = new("aten::matmul");
    internal static readonly Operator matrix_power = new("aten::matrix_power");
    internal static readonly Operator mm = new("aten::mm");
    internal static readonly Operator mv = new("aten::mv");
    internal static readonly Operator outer = new("aten::outer");
    internal static readonly Operator trace = new("aten::trace");
    internal static readonly Operator vdot = new("aten::vdot");
}
