using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements, in CPU memory.</summary>
        /// <exception cref="ArgumentException">The tensor holds another type than <typeparamref name="T"/>.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged => new(this);

        /// <summary>The raw bytes of a dense tensor in CPU memory.</summary>
        /// <exception cref="NotSupportedException">The tensor is not contiguous.</exception>
        public unsafe Span<byte> bytes
        {
            get => new(DenseData(), checked((int)(numel() * element_size())));
            set
            {
                if (value.Length != numel() * element_size())
                    throw new ArgumentException($"{value.Length} bytes for a tensor of {numel() * element_size()} bytes");
                value.CopyTo(bytes);
            }
        }

        /// <summary>The only element of the tensor.</summary>
        public T item<T>() where T : unmanaged
        {
            Element.Check<T>(dtype);
            return ReadElement<T>();
        }

        /// <summary>The only element of the tensor, as a number of any type.</summary>
        public unsafe Scalar ToScalar()
        {
            NativeValue value;
            NativeError.Check(LibTorch.ft_item(Handle, &value), nameof(item));
            GC.KeepAlive(this);
            return Scalar.FromBits(value, dtype);
        }

        public bool is_nonzero() => Ops.is_nonzero.CallBool(this);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);
        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);
        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);
        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);
        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);
        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);
        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);
        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        /// <summary>One element in row-major order.</summary>
        public T ReadCpuValue<T>(long i) where T : unmanaged => data<T>()[i];

        internal unsafe void* Data()
        {
            void* pointer = LibTorch.ft_data(Handle);
            GC.KeepAlive(this);
            return pointer is null && numel() > 0 ? throw NativeError.Last(nameof(data)) : pointer;
        }

        private unsafe void* DenseData() =>
            is_contiguous() ? Data() : throw new NotSupportedException("the bytes of a tensor that is not contiguous: call contiguous() first");

        private unsafe T ReadElement<T>() where T : unmanaged
        {
            if (numel() != 1)
                throw new InvalidOperationException($"item needs a tensor with exactly one element, this one has {numel()}");
            if (!is_cpu())
            {
                using var copy = cpu();
                return copy.ReadElement<T>();
            }
            T value = *(T*)Data();
            GC.KeepAlive(this);
            return value;
        }
    }
}
