using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private static readonly Operator setData = new("aten::set_data");

            /// <summary>Moves parameters and buffers to a device.</summary>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                ReplaceData(tensor => tensor.to(new Device(deviceType, deviceIndex)));

            /// <summary>Moves parameters and buffers to a device and converts the floating ones.</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking) =>
                ReplaceData(tensor => tensor.is_floating_point() ? tensor.to(dtype).to(device) : tensor.to(device));

            /// <summary>Converts the floating parameters and buffers.</summary>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking) =>
                ReplaceData(tensor => tensor.is_floating_point() ? tensor.to(dtype) : tensor);

            /// <summary>
            /// Puts new values under the same tensor objects, so that optimizers and shared references stay valid.
            /// </summary>
            internal Module ReplaceData(Func<Tensor, Tensor> change)
            {
                using var _ = no_grad();
                foreach (var tensor in parameters().Concat(buffers()))
                {
                    using var detached = tensor.detach();
                    using var changed = change(detached);
                    if (!ReferenceEquals(changed, detached))
                        setData.CallVoid(tensor, changed);
                }
                return this;
            }
        }
    }
}
