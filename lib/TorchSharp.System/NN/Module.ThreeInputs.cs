namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with three inputs, such as a loss of anchor, positive and negative.</summary>
        public abstract class Module<T1, T2, T3, TResult> :
            HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>,
            IModule<T1, T2, T3, TResult>
        {
            /// <summary>Starts a module in training mode.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself, without hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Runs hooks and the forward pass.</summary>
            /// <exception cref="InvalidOperationException">The module holds layers that were never registered.</exception>
            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                EnsureRegistered();
                return HasHooks ? CallWithHooks(input1, input2, input3) : forward(input1, input2, input3);
            }

            private TResult CallWithHooks(T1 input1, T2 input2, T3 input3)
            {
                foreach (var hook in pre_hooks.Values.ToList())
                    (input1, input2, input3) = hook(this, input1, input2, input3) ?? (input1, input2, input3);
                var result = forward(input1, input2, input3);
                foreach (var hook in post_hooks.Values.ToList())
                    result = hook(this, input1, input2, input3, result) ?? result;
                return result;
            }
        }
    }
}
