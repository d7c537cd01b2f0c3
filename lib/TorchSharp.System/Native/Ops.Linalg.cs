namespace TorchSharp.Native;

internal static partial class Ops
{
    internal static readonly Operator linalg_cholesky = new("aten::linalg_cholesky");
    internal static readonly Operator linalg_det = new("aten::linalg_det");
    internal static readonly Operator linalg_eigh = new("aten::linalg_eigh");
    internal static readonly Operator linalg_eigvalsh = new("aten::linalg_eigvalsh");
    internal static readonly Operator linalg_inv = new("aten::linalg_inv");
    internal static readonly Operator linalg_norm = new("aten::linalg_norm");
    internal static readonly Operator linalg_solve = new("aten::linalg_solve");
    internal static readonly Operator linalg_svd = new("aten::linalg_svd");
    internal static readonly Operator linalg_svdvals = new("aten::linalg_svdvals");
}
