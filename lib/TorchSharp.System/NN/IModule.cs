namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Something that can be called with one input.</summary>
        public interface IModule<in T, out TResult>
        {
            /// <summary>Runs hooks and the forward pass.</summary>
            TResult call(T input1);
        }

        /// <summary>Something that can be called with two inputs.</summary>
        public interface IModule<in T1, in T2, out TResult>
        {
            /// <summary>Runs hooks and the forward pass.</summary>
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>Something that can be called with three inputs.</summary>
        public interface IModule<in T1, in T2, in T3, out TResult>
        {
            /// <summary>Runs hooks and the forward pass.</summary>
            TResult call(T1 input1, T2 input2, T3 input3);
        }
    }
}
