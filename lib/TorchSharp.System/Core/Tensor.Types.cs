using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor with another element type; itself if it has it and no copy is asked for.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            dtype == type && !copy ? this : Replace(Ops.to_dtype.Call(this, type, non_blocking, copy), disposeAfter);

        /// <summary>The tensor on another device; itself if it is there and no copy is asked for.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            IsOn(device) && !copy ? this : Replace(Ops.to_dtype_layout.Call(this, dtype, Arg.None, device, Arg.None, non_blocking, copy), disposeAfter);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            dtype == type && IsOn(device) && !copy ? this : Replace(Ops.to_device.Call(this, device, type, non_blocking, copy), disposeAfter);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>The tensor with the element type and on the device of another.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(type, copy, disposeAfter, non_blocking);

        public Tensor type(ScalarType dtype) => to(dtype);
        public Tensor type_as(Tensor tensor) => to(tensor.dtype);

        /// <summary>The tensor in CPU memory.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>The tensor in the memory of a CUDA device.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        public Tensor @bool() => to(ScalarType.Bool);
        public Tensor @byte() => to(ScalarType.Byte);
        public Tensor @char() => to(ScalarType.Int8);
        public Tensor @short() => to(ScalarType.Int16);
        public Tensor @int() => to(ScalarType.Int32);
        public Tensor @long() => to(ScalarType.Int64);
        public Tensor half() => to(ScalarType.Float16);
        public Tensor bfloat16() => to(ScalarType.BFloat16);
        public Tensor @float() => to(ScalarType.Float32);
        public Tensor @double() => to(ScalarType.Float64);

        private bool IsOn(Device target)
        {
            var here = device;
            if (target.type == DeviceType.CUDA && !cuda_is_available())
                throw new InvalidOperationException($"device {target} is not there: this libtorch found no CUDA device");
            return here.type == target.type && (target.index < 0 || here.index == target.index || target.type == DeviceType.CPU);
        }

        private Tensor Replace(Tensor changed, bool disposeAfter)
        {
            if (disposeAfter && !ReferenceEquals(changed, this))
                Dispose();
            return changed;
        }
    }
}
