using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>
/// Entry points of <c>libfashion_torch</c>. The first call of any of them loads libtorch (about half a second), so
/// code that needs no tensor must not reach a method that calls one.
/// Getters that only read a field suppress the GC transition; everything that may run long or call back does not.
/// </summary>
internal static unsafe partial class LibTorch
{
    private const string Library = "fashion_torch";

    static LibTorch() => NativeLoader.Register();

    [LibraryImport(Library)] internal static partial byte* ft_last_error();

    [LibraryImport(Library)] internal static partial nint ft_find(byte* name, byte* overload);
    [LibraryImport(Library)] internal static partial int ft_call(nint op, NativeValue* args, int count, NativeValue* results, int room);
    [LibraryImport(Library)] internal static partial void ft_rest(NativeValue* results);
    [LibraryImport(Library)] internal static partial void ft_free_opaque(nint value);

    [LibraryImport(Library)] internal static partial void ft_free(nint t);
    [LibraryImport(Library)] internal static partial nint ft_alias(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ft_dim(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ft_numel(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ft_dtype(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ft_itemsize(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ft_device(nint t, int* index);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ft_size(nint t, long dim);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ft_stride(nint t, long dim);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void ft_sizes(nint t, long* to);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void ft_strides(nint t, long* to);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ft_storage_offset(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ft_is_contiguous(nint t, int format);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ft_requires_grad(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ft_is_leaf(nint t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ft_owned_bytes(nint t);
    [LibraryImport(Library)] internal static partial void* ft_data(nint t);
    [LibraryImport(Library)] internal static partial nint ft_from_memory(void* data, long* sizes, int dims, int dtype, delegate* unmanaged<nint, void> released, nint context);
    [LibraryImport(Library)] internal static partial int ft_item(nint t, NativeValue* result);

    [LibraryImport(Library)] internal static partial int ft_set_requires_grad(nint t, int on);
    [LibraryImport(Library)] internal static partial int ft_retain_grad(nint t);
    [LibraryImport(Library)] internal static partial nint ft_grad(nint t);
    [LibraryImport(Library)] internal static partial int ft_set_grad(nint t, nint grad);
    [LibraryImport(Library)] internal static partial int ft_backward(nint* roots, int count, nint* grads, int gradCount, int retain, int create, nint* inputs, int inputCount);
    [LibraryImport(Library)] internal static partial int ft_gradients(nint* roots, int count, nint* inputs, int inputCount, nint* grads, int gradCount, int retain, int create, int allowUnused, nint* results);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ft_grad_mode();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void ft_set_grad_mode(int on);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ft_inference_mode();
    [LibraryImport(Library)] internal static partial nint ft_enter_inference(int on);
    [LibraryImport(Library)] internal static partial void ft_leave_inference(nint guard);

    [LibraryImport(Library)] internal static partial int ft_num_threads();
    [LibraryImport(Library)] internal static partial int ft_set_num_threads(int count);
    [LibraryImport(Library)] internal static partial int ft_one_thread_here();
    [LibraryImport(Library)] internal static partial int ft_num_interop_threads();
    [LibraryImport(Library)] internal static partial int ft_set_num_interop_threads(int count);
    [LibraryImport(Library)] internal static partial int ft_set_deterministic(int on);
    [LibraryImport(Library)] internal static partial int ft_deterministic();
    [LibraryImport(Library)] internal static partial int ft_cuda_count();
    [LibraryImport(Library)] internal static partial int ft_autocast_enabled();
    [LibraryImport(Library)] internal static partial void ft_enter_autocast(int dtype);
    [LibraryImport(Library)] internal static partial void ft_leave_autocast();

    [LibraryImport(Library)] internal static partial nint ft_default_generator();
    [LibraryImport(Library)] internal static partial nint ft_new_generator(ulong seed);
    [LibraryImport(Library)] internal static partial void ft_free_generator(nint generator);
    [LibraryImport(Library)] internal static partial int ft_seed(nint generator, ulong seed);
    [LibraryImport(Library)] internal static partial ulong ft_random_seed(nint generator);
    [LibraryImport(Library)] internal static partial ulong ft_initial_seed(nint generator);
    [LibraryImport(Library)] internal static partial nint ft_get_state(nint generator);
    [LibraryImport(Library)] internal static partial int ft_set_state(nint generator, nint state);
    [LibraryImport(Library)] internal static partial int ft_seed_cuda(ulong seed);
}
