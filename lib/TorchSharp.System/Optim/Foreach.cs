using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>ATen's operators on lists of tensors: one call for all parameters.</summary>
internal static class Foreach
{
    private static readonly Operator mulScalar = new("aten::_foreach_mul_.Scalar");
    private static readonly Operator divScalar = new("aten::_foreach_div_.Scalar");
    private static readonly Operator addScalar = new("aten::_foreach_add_.Scalar");
    private static readonly Operator addList = new("aten::_foreach_add_.List");
    private static readonly Operator sum = new("aten::_foreach_add.List");
    private static readonly Operator negated = new("aten::_foreach_neg");
    private static readonly Operator addcmul = new("aten::_foreach_addcmul_.Scalar");
    private static readonly Operator addcdiv = new("aten::_foreach_addcdiv_.Scalar");
    private static readonly Operator maximum = new("aten::_foreach_maximum_.List");
    private static readonly Operator root = new("aten::_foreach_sqrt");

    internal static void Multiply(Tensor[] self, double factor) => mulScalar.CallVoid(self, factor);

    internal static void Divide(Tensor[] self, double divisor) => divScalar.CallVoid(self, divisor);

    internal static void Add(Tensor[] self, double value) => addScalar.CallVoid(self, value);

    internal static void Add(Tensor[] self, Tensor[] other, double alpha) => addList.CallVoid(self, other, alpha);

    internal static void AddProduct(Tensor[] self, Tensor[] left, Tensor[] right, double value) => addcmul.CallVoid(self, left, right, value);

    internal static void AddQuotient(Tensor[] self, Tensor[] numerator, Tensor[] denominator, double value) =>
        addcdiv.CallVoid(self, numerator, denominator, value);

    internal static void Maximum(Tensor[] self, Tensor[] other) => maximum.CallVoid(self, other);

    internal static Tensor[] Sum(Tensor[] left, Tensor[] right, double alpha) => sum.CallMany(left, right, alpha);

    internal static Tensor[] Negated(Tensor[] self) => negated.CallMany(self);

    internal static Tensor[] SquareRoot(Tensor[] self) => root.CallMany(self);

    internal static void Free(Tensor[] tensors)
    {
        foreach (var tensor in tensors)
            tensor.Dispose();
    }
}
