using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Threads that one operation may use.</summary>
    public static int get_num_threads() => LibTorch.ft_num_threads();

    public static void set_num_threads(int num)
    {
        if (num < 1)
            throw new ArgumentOutOfRangeException(nameof(num), $"{num} threads: at least 1 is needed");
        NativeError.Check(LibTorch.ft_set_num_threads(num), nameof(set_num_threads));
    }

    /// <summary>Threads for operations that run beside each other.</summary>
    public static int get_num_interop_threads() => LibTorch.ft_num_interop_threads();

    public static void set_num_interop_threads(int num) => NativeError.Check(LibTorch.ft_set_num_interop_threads(num), nameof(set_num_interop_threads));

    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>What is known about CUDA.</summary>
    public static class cuda
    {
        /// <summary>True if this libtorch was built with CUDA and a device is there.</summary>
        public static bool is_available() => device_count() > 0;

        public static int device_count() => LibTorch.ft_cuda_count();

        public static void manual_seed(long seed) => NativeError.Check(LibTorch.ft_seed_cuda((ulong)seed), nameof(manual_seed));

        public static void manual_seed_all(long seed) => manual_seed(seed);
    }
}
