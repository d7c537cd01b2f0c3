namespace TorchSharp.Native;

internal static partial class Ops
{
    internal static readonly Operator arange = new("aten::arange.start_step");
    internal static readonly Operator broadcast_tensors = new("aten::broadcast_tensors");
    internal static readonly Operator cat = new("aten::cat");
    internal static readonly Operator cdist = new("aten::cdist");
    internal static readonly Operator einsum = new("aten::einsum");
    internal static readonly Operator empty = new("aten::empty.memory_format");
    internal static readonly Operator empty_like = new("aten::empty_like");
    internal static readonly Operator equal = new("aten::equal");
    internal static readonly Operator eye = new("aten::eye.m");
    internal static readonly Operator full = new("aten::full");
    internal static readonly Operator full_like = new("aten::full_like");
    internal static readonly Operator index = new("aten::index.Tensor");
    internal static readonly Operator index_put_ = new("aten::index_put_");
    internal static readonly Operator is_nonzero = new("aten::is_nonzero");
    internal static readonly Operator linspace = new("aten::linspace");
    internal static readonly Operator meshgrid = new("aten::meshgrid.indexing");
    internal static readonly Operator normal_float_float = new("aten::normal.float_float");
    internal static readonly Operator normal_tensor_tensor = new("aten::normal.Tensor_Tensor");
    internal static readonly Operator ones = new("aten::ones");
    internal static readonly Operator ones_like = new("aten::ones_like");
    internal static readonly Operator rand = new("aten::rand.generator");
    internal static readonly Operator rand_like = new("aten::rand_like");
    internal static readonly Operator randint = new("aten::randint.low_generator");
    internal static readonly Operator randn = new("aten::randn.generator");
    internal static readonly Operator randn_like = new("aten::randn_like");
    internal static readonly Operator randperm = new("aten::randperm.generator");
    internal static readonly Operator rsub = new("aten::rsub.Scalar");
    internal static readonly Operator searchsorted = new("aten::searchsorted.Tensor");
    internal static readonly Operator squeeze = new("aten::squeeze");
    internal static readonly Operator squeeze_dim = new("aten::squeeze.dim");
    internal static readonly Operator squeeze_ = new("aten::squeeze_");
    internal static readonly Operator squeeze__dim = new("aten::squeeze_.dim");
    internal static readonly Operator stack = new("aten::stack");
    internal static readonly Operator to_device = new("aten::to.device");
    internal static readonly Operator to_dtype = new("aten::to.dtype");
    internal static readonly Operator to_dtype_layout = new("aten::to.dtype_layout");
    internal static readonly Operator unique2 = new("aten::_unique2");
    internal static readonly Operator unique_dim = new("aten::unique_dim");
    internal static readonly Operator zeros = new("aten::zeros");
    internal static readonly Operator zeros_like = new("aten::zeros_like");
}
