namespace TorchSharp.Native;

/// <summary>The dispatcher's operators by name; each is looked up at its first call.</summary>
internal static partial class Ops
{
    internal static readonly Operator allclose = new("aten::allclose");
    internal static readonly Operator bitwise_and_Tensor = new("aten::bitwise_and.Tensor");
    internal static readonly Operator bitwise_left_shift_Tensor = new("aten::bitwise_left_shift.Tensor");
    internal static readonly Operator bitwise_not = new("aten::bitwise_not");
    internal static readonly Operator bitwise_or_Tensor = new("aten::bitwise_or.Tensor");
    internal static readonly Operator bitwise_right_shift_Tensor = new("aten::bitwise_right_shift.Tensor");
    internal static readonly Operator bitwise_xor_Tensor = new("aten::bitwise_xor.Tensor");
    internal static readonly Operator eq_Scalar = new("aten::eq.Scalar");
    internal static readonly Operator eq_Tensor = new("aten::eq.Tensor");
    internal static readonly Operator ge_Scalar = new("aten::ge.Scalar");
    internal static readonly Operator ge_Tensor = new("aten::ge.Tensor");
    internal static readonly Operator gt_Scalar = new("aten::gt.Scalar");
    internal static readonly Operator gt_Tensor = new("aten::gt.Tensor");
    internal static readonly Operator isclose = new("aten::isclose");
    internal static readonly Operator isin_Tensor_Tensor = new("aten::isin.Tensor_Tensor");
    internal static readonly Operator le_Scalar = new("aten::le.Scalar");
    internal static readonly Operator le_Tensor = new("aten::le.Tensor");
    internal static readonly Operator logical_and = new("aten::logical_and");
    internal static readonly Operator logical_and_ = new("aten::logical_and_");
    internal static readonly Operator logical_not = new("aten::logical_not");
    internal static readonly Operator logical_not_ = new("aten::logical_not_");
    internal static readonly Operator logical_or = new("aten::logical_or");
    internal static readonly Operator logical_or_ = new("aten::logical_or_");
    internal static readonly Operator logical_xor = new("aten::logical_xor");
    internal static readonly Operator lt_Scalar = new("aten::lt.Scalar");
    internal static readonly Operator lt_Tensor = new("aten::lt.Tensor");
    internal static readonly Operator ne_Scalar = new("aten::ne.Scalar");
    internal static readonly Operator ne_Tensor = new("aten::ne.Tensor");
}
