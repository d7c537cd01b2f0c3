using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers (Mersenne Twister on the CPU).</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        /// <exception cref="ArgumentException">The device is not the CPU.</exception>
        public Generator(ulong seed = 0, Device? device = null)
        {
            if (device is { type: not DeviceType.CPU })
                throw new ArgumentException($"a generator lives on the CPU, not on {device}", nameof(device));
            handle = NativeError.Check(LibTorch.ft_new_generator(seed), nameof(Generator));
        }

        private Generator(nint handle) => this.handle = handle;

        ~Generator() => Dispose(false);

        /// <summary>The generator that operations use when none is given.</summary>
        public static Generator Default { get; } = new(NativeError.Check(LibTorch.ft_default_generator(), nameof(Generator)));

        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(null, "The generator was already disposed.");

        public Device device => CPU;

        public Generator manual_seed(long seed)
        {
            NativeError.Check(LibTorch.ft_seed(Handle, (ulong)seed), nameof(manual_seed));
            return this;
        }

        /// <summary>Seeds with a number from the system, and gives it.</summary>
        public long seed() => (long)LibTorch.ft_random_seed(Handle);

        public long initial_seed() => (long)LibTorch.ft_initial_seed(Handle);

        public Tensor get_state() => new(NativeError.Check(LibTorch.ft_get_state(Handle), nameof(get_state)));

        public void set_state(Tensor value)
        {
            NativeError.Check(LibTorch.ft_set_state(Handle, value.Handle), nameof(set_state));
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            // The default generator serves the whole process.
            if (!ReferenceEquals(this, Default))
                Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint owned = Interlocked.Exchange(ref handle, 0);
            if (owned != 0)
                LibTorch.ft_free_generator(owned);
        }
    }
}
