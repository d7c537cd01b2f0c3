using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on this tensor are recorded for gradients.</summary>
        public bool requires_grad
        {
            get => LibTorch.ft_requires_grad(Handle) != 0;
            set
            {
                NativeError.Check(LibTorch.ft_set_requires_grad(Handle, value ? 1 : 0), nameof(requires_grad));
                GC.KeepAlive(this);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public bool is_leaf => LibTorch.ft_is_leaf(Handle) != 0;

        /// <summary>The gradient that backward left here, or null.</summary>
        public Tensor? grad
        {
            get
            {
                nint gradient = LibTorch.ft_grad(Handle);
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                NativeError.Check(LibTorch.ft_set_grad(Handle, value?.Handle ?? 0), nameof(grad));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        /// <summary>Keeps the gradient of a tensor that is no leaf.</summary>
        public void retain_grad()
        {
            NativeError.Check(LibTorch.ft_retain_grad(Handle), nameof(retain_grad));
            GC.KeepAlive(this);
        }

        /// <summary>Adds the gradients of this scalar to the <see cref="grad"/> of every leaf it came from.</summary>
        public void backward() => autograd.backward([this]);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }

    /// <summary>Gradients of tensors by tensors.</summary>
    public static class autograd
    {
        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>Adds the gradients of the tensors to the leaves they came from, weighted by <paramref name="grad_tensors"/>.</summary>
        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] roots = Handles(tensors);
            nint[] grads = Gradients(grad_tensors, roots.Length);
            nint[] leaves = Handles(inputs);
            int retain = retain_graph switch { null => -1, true => 1, false => 0 };
            fixed (nint* r = roots, g = grads, i = leaves)
                NativeError.Check(LibTorch.ft_backward(r, roots.Length, g, grads.Length, retain, create_graph ? 1 : 0, i, leaves.Length), nameof(backward));
            GC.KeepAlive((tensors, grad_tensors, inputs));
        }

        /// <summary>The gradients of the outputs by the inputs; nothing is added to any <see cref="Tensor.grad"/>.</summary>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] roots = Handles(outputs);
            nint[] by = Handles(inputs);
            nint[] weights = Gradients(grad_outputs, roots.Length);
            var results = new nint[by.Length];
            fixed (nint* r = roots, i = by, g = weights, to = results)
                NativeError.Check(LibTorch.ft_gradients(r, roots.Length, i, by.Length, g, weights.Length, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, to), nameof(grad));
            GC.KeepAlive((outputs, inputs, grad_outputs));
            return Array.ConvertAll(results, h => h == 0 ? null! : new Tensor(h));
        }

        private static nint[] Handles(IList<Tensor>? tensors) => tensors?.Select(t => t.Handle).ToArray() ?? [];

        private static nint[] Gradients(IList<Tensor>? gradients, int count) => gradients is null ? new nint[count] : [.. gradients.Select(t => t?.Handle ?? 0)];
    }
}
