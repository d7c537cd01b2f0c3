namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks: modules, their factories, losses and functional forms.</summary>
    public static partial class nn
    {
        /// <summary>
        /// Base of every network and layer: a tree of named parameters, buffers and submodules.
        /// Names and order are those of PyTorch's state dicts when fields are declared in PyTorch's order.
        /// </summary>
        public partial class Module : IDisposable
        {
            /// <summary>The module's own name, used in messages.</summary>
            protected string name;

            private bool _disposed;

            /// <summary>Starts a module in training mode.</summary>
            /// <param name="name">A name for messages; it takes no part in the names of parameters.</param>
            protected Module(string name) => this.name = name;

            /// <summary>True while the module trains: dropout drops and batch norm uses the batch's statistics.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>The name given to the constructor.</summary>
            public virtual string GetName() => name;

            /// <summary>Puts this module and all below it in training mode, or in evaluation mode with <c>false</c>.</summary>
            public virtual void train(bool train = true)
            {
                EnsureRegistered();
                training = train;
                foreach (var (_, child) in _submodules)
                    child.train(train);
            }

            /// <summary>Puts this module and all below it in evaluation mode.</summary>
            public virtual void eval() => train(false);

            /// <summary>Clears the gradients of all parameters.</summary>
            /// <param name="set_to_none">True drops the gradients; false fills them with zeros.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                    GradientReset.Clear(parameter, set_to_none);
            }

            /// <summary>Calls <paramref name="fn"/> on all modules below, then on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                ArgumentNullException.ThrowIfNull(fn);
                EnsureRegistered();
                foreach (var (_, child) in _submodules)
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <inheritdoc/>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees parameters, buffers and submodules.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                    return;
                _disposed = true;
                foreach (var parameter in _ownParameters.Values)
                    parameter.Dispose();
                foreach (var (buffer, _) in _ownBuffers.Values)
                    buffer.Dispose();
                foreach (var child in _submodules.Values)
                    child.Dispose();
            }
        }
    }
}
