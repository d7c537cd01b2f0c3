namespace TorchSharp;

public static partial class torch
{
    /// <summary>Joins tensors along the first dimension; vectors become rows.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => Native.Ops.vstack.Call(tensors.ToArray());
    public static Tensor vstack(Tensor[] tensors) => Native.Ops.vstack.Call(tensors);
    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => Native.Ops.vstack.Call(tensors.ToArray());

    /// <summary>Joins tensors along the second dimension; vectors end to end.</summary>
    public static Tensor hstack(IList<Tensor> tensors) => Native.Ops.hstack.Call(tensors.ToArray());
    public static Tensor hstack(params Tensor[] tensors) => Native.Ops.hstack.Call(tensors);
    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => Native.Ops.hstack.Call(tensors.ToArray());

    /// <summary>Joins tensors along the third dimension.</summary>
    public static Tensor dstack(IList<Tensor> tensors) => Native.Ops.dstack.Call(tensors.ToArray());
    public static Tensor dstack(params Tensor[] tensors) => Native.Ops.dstack.Call(tensors);
    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => Native.Ops.dstack.Call(tensors.ToArray());

    /// <summary>Sums of products over shared dimensions: the last <paramref name="dims"/> of a with the first of b.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2)
    {
        long[] last = [.. Enumerable.Range(0, (int)dims).Select(d => a.dim() - dims + d)];
        long[] first = [.. Enumerable.Range(0, (int)dims).Select(d => (long)d)];
        return tensordot(a, b, last, first);
    }

    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => Native.Ops.tensordot.Call(a, b, dims1, dims2);

    /// <summary>Row and column numbers of the lower triangle, int64 [2, n].</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Native.Ops.tril_indices.Call(row, col, offset, dtype, Native.Arg.None, device, Native.Arg.None);

    /// <summary>Row and column numbers of the upper triangle, int64 [2, n].</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Native.Ops.triu_indices.Call(row, col, offset, dtype, Native.Arg.None, device, Native.Arg.None);

    public static bool is_tensor(object obj) => obj is Tensor;
}
