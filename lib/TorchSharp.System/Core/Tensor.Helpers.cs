using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static (Tensor, Tensor) Pair(Tensor[] results) => (results[0], results[1]);

        private static Tensor Into(Tensor? target, Tensor result)
        {
            if (target is null)
                return result;
            using (result)
                return target.copy_(result);
        }

        private static Arg Mode(RoundingMode mode) => mode == RoundingMode.None ? Arg.None : mode.ToString();

        /// <summary>This tensor, or a copy of another element type.</summary>
        private Tensor Typed(ScalarType? type) => type is { } t ? to(t) : this;
    }
}
