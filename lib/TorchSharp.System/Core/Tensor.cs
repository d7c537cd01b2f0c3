using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array. It owns native memory: dispose it, or create it inside <see cref="NewDisposeScope"/>.
    /// One that is forgotten is freed by its finalizer, sooner when native memory runs over the budget.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long total;
        private static long peak;
        private readonly long ownedBytes;
        private nint handle;

        /// <summary>Takes over a native handle.</summary>
        internal Tensor(nint handle)
        {
            this.handle = handle;
            long count = Interlocked.Increment(ref total);
            if (count > Volatile.Read(ref peak))
                Volatile.Write(ref peak, count);
            DisposeScopeManager.Current.Register(this);
            ownedBytes = LibTorch.ft_owned_bytes(handle);
            if (ownedBytes > 0)
                MemoryBudget.Take(ownedBytes);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Tensors that are alive in the process.</summary>
        public static long TotalCount => Interlocked.Read(ref total);

        /// <summary>The highest <see cref="TotalCount"/> so far.</summary>
        public static long PeakCount => Interlocked.Read(ref peak);

        /// <summary>The native handle.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(null, "The tensor was already disposed; keep it with MoveToOuterDisposeScope() or DetachFromDisposeScope().");

        /// <summary>True once the tensor was disposed.</summary>
        public bool IsInvalid => handle == 0;

        /// <summary>The scope that will dispose this tensor, and its neighbours in that scope.</summary>
        internal DisposeScope? Scope { get; set; }
        internal Tensor? Previous { get; set; }
        internal Tensor? Next { get; set; }

        /// <summary>Hands the native handle over to the caller; this tensor is disposed from now on.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            nint owned = Handle;
            handle = 0;
            Forget(true);
            GC.SuppressFinalize(this);
            return owned;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the native memory.</summary>
        protected virtual void Dispose(bool disposing)
        {
            nint owned = Interlocked.Exchange(ref handle, 0);
            if (owned == 0)
                return;
            Forget(disposing);
            LibTorch.ft_free(owned);
        }

        private void Forget(bool disposing)
        {
            if (disposing)
                DisposeScopeManager.Current.Unregister(this);
            Interlocked.Decrement(ref total);
            if (ownedBytes > 0)
                MemoryBudget.Give(ownedBytes);
        }
    }
}
