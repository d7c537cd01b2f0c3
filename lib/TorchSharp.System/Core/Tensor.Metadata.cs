using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Number of dimensions.</summary>
        public long dim() => LibTorch.ft_dim(Handle);
        public long ndim => dim();
        public long Dimensions => dim();

        /// <summary>Number of elements.</summary>
        public long numel() => LibTorch.ft_numel(Handle);
        public long NumberOfElements => numel();

        /// <summary>Bytes of one element.</summary>
        public long element_size() => LibTorch.ft_itemsize(Handle);
        public long ElementSize => element_size();

        /// <summary>Type of the elements.</summary>
        public ScalarType dtype => (ScalarType)LibTorch.ft_dtype(Handle);

        /// <summary>Sizes of all dimensions, as a new array; <see cref="size(int)"/> reads one without allocating.</summary>
        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[dim()];
                fixed (long* to = sizes)
                    LibTorch.ft_sizes(Handle, to);
                return sizes;
            }
        }

        public long[] size() => shape;

        /// <summary>Size of one dimension; a negative one counts from the end.</summary>
        public long size(int dim) => LibTorch.ft_size(Handle, Wrap(dim));

        /// <summary>Steps, in elements, between neighbours of each dimension.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[dim()];
            fixed (long* to = strides)
                LibTorch.ft_strides(Handle, to);
            return strides;
        }

        public long stride(int dim) => LibTorch.ft_stride(Handle, Wrap(dim));
        public long storage_offset() => LibTorch.ft_storage_offset(Handle);
        public bool is_contiguous() => LibTorch.ft_is_contiguous(Handle, 0) != 0;
        public bool is_floating_point() => torch.is_floating_point(dtype);
        public bool is_complex() => torch.is_complex(dtype);
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Where the tensor lives.</summary>
        public unsafe Device device
        {
            get
            {
                int index;
                int type = LibTorch.ft_device(Handle, &index);
                return new Device((DeviceType)type, index);
            }
        }

        public unsafe DeviceType device_type
        {
            get
            {
                int index;
                return (DeviceType)LibTorch.ft_device(Handle, &index);
            }
        }

        public int device_index => device.index;
        public bool is_cpu() => device_type == DeviceType.CPU;
        public bool is_cuda => device_type == DeviceType.CUDA;
        public bool is_meta => device_type == DeviceType.META;

        private int Wrap(int dim)
        {
            int count = (int)this.dim();
            int wrapped = dim < 0 ? dim + count : dim;
            return (uint)wrapped < (uint)count ? wrapped : throw new ArgumentOutOfRangeException(nameof(dim), $"dimension {dim} is out of range for a tensor of {count} dimensions");
        }
    }
}
