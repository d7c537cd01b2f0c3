namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with one input: override <see cref="forward"/>, and call it through <see cref="call"/>.</summary>
        public abstract class Module<T, TResult> :
            HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            /// <summary>Starts a module in training mode.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself, without hooks.</summary>
            public abstract TResult forward(T input);

            /// <summary>Runs hooks and the forward pass.</summary>
            /// <exception cref="InvalidOperationException">The module holds layers that were never registered.</exception>
            public TResult call(T input)
            {
                EnsureRegistered();
                return HasHooks ? CallWithHooks(input) : forward(input);
            }

            private TResult CallWithHooks(T input)
            {
                foreach (var hook in pre_hooks.Values.ToList())
                    input = hook(this, input) ?? input;
                var result = forward(input);
                foreach (var hook in post_hooks.Values.ToList())
                    result = hook(this, input, result) ?? result;
                return result;
            }
        }
    }
}
