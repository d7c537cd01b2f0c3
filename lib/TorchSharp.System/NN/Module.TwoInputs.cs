namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with two inputs, such as a loss of input and target.</summary>
        public abstract class Module<T1, T2, TResult> :
            HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>,
            IModule<T1, T2, TResult>
        {
            /// <summary>Starts a module in training mode.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself, without hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Runs hooks and the forward pass.</summary>
            /// <exception cref="InvalidOperationException">The module holds layers that were never registered.</exception>
            public TResult call(T1 input1, T2 input2)
            {
                EnsureRegistered();
                return HasHooks ? CallWithHooks(input1, input2) : forward(input1, input2);
            }

            private TResult CallWithHooks(T1 input1, T2 input2)
            {
                foreach (var hook in pre_hooks.Values.ToList())
                    (input1, input2) = hook(this, input1, input2) ?? (input1, input2);
                var result = forward(input1, input2);
                foreach (var hook in post_hooks.Values.ToList())
                    result = hook(this, input1, input2, result) ?? result;
                return result;
            }
        }
    }
}
