using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A part of the tensor, as PyTorch's indexing gives it; setting writes into this tensor.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params long[] indices]
        {
            get => index(Singles(indices));
            set => index_put_(value, Singles(indices));
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => Assign(select(0, i1), value);
        }

        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, (TensorIndex)i1, (TensorIndex)i2);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, (TensorIndex)i1, (TensorIndex)i2, (TensorIndex)i3);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(i1, i2, i3, i4);
            set => index_put_(value, (TensorIndex)i1, (TensorIndex)i2, (TensorIndex)i3, (TensorIndex)i4);
        }

        public Tensor index(params TensorIndex[] indices) => new Indexing(this, indices).Read();

        /// <summary>The elements at these positions, one tensor for each dimension; null takes all of it.</summary>
        public Tensor index(params Tensor[] indices) => Array.TrueForAll(indices, i => i is null) ? alias() : Ops.index.Call(this, Arg.Optionals(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            new Indexing(this, indices).Write(value, false);
            return this;
        }

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            new Indexing(this, indices).Write(value, accumulate);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            if (indices.Length == 0)
                throw new ArgumentException("at least one index is needed", nameof(indices));
            Ops.index_put_.CallVoid(this, Arg.Optionals(indices), value, accumulate);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var tensor = full(Array.Empty<long>(), value, dtype, device);
            return index_put_(tensor, indices);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var tensor = full(Array.Empty<long>(), value, dtype, device);
            return index_put_(tensor, indices, false);
        }

        private static TensorIndex[] Singles(long[] indices) => Array.ConvertAll(indices, i => (TensorIndex)i);

        private static void Assign(Tensor target, Tensor value)
        {
            using (target)
                target.copy_(value);
        }
    }
}
