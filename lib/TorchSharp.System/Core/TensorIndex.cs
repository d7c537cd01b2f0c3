namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position between the brackets of <c>t[...]</c>: a number, slice, tensor, truth value, new axis or ellipsis.</summary>
    public struct TensorIndex
    {
        internal enum Form { None, Ellipsis, Slice, Single, Bool, Tensor }

        internal Form form;
        internal long? start;
        internal long? stop;
        internal long? step;
        internal Tensor? tensor;

        /// <summary>A new axis of size 1.</summary>
        public static TensorIndex None = new() { form = Form.None };

        /// <summary>The same as <see cref="None"/>.</summary>
        public static TensorIndex Null = new() { form = Form.None };

        /// <summary>As many full slices as are needed.</summary>
        public static TensorIndex Ellipsis = new() { form = Form.Ellipsis };

        /// <summary>All of a dimension.</summary>
        public static TensorIndex Colon = new() { form = Form.Slice };

        /// <summary>Every <paramref name="step"/>th element from <paramref name="start"/> up to, without, <paramref name="stop"/>.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new() { form = Form.Slice, start = start, stop = stop, step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(ToStart(range.Start), ToStop(range.End));

        /// <summary>One position; the dimension disappears.</summary>
        public static TensorIndex Single(long? index) => new() { form = Form.Single, start = index };

        /// <summary>A new axis of size 1 (true) or 0 (false).</summary>
        public static TensorIndex Bool(bool value) => new() { form = Form.Bool, start = value ? 1 : 0 };

        /// <summary>Positions in a tensor of integers, or a mask.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { form = Form.Tensor, tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        /// <summary>The tensor that an index holds, or the number as a tensor.</summary>
        public static implicit operator Tensor(TensorIndex value) => value switch
        {
            { form: Form.Tensor, tensor: { } t } => t,
            { form: Form.Single, start: { } i } => torch.tensor(i),
            _ => throw new InvalidOperationException("only an index that holds a tensor or a number can become a tensor"),
        };

        private static long ToStart(Index index) => index.IsFromEnd ? -index.Value : index.Value;

        private static long? ToStop(Index index) => index is { IsFromEnd: true, Value: 0 } ? null : ToStart(index);
    }
}
