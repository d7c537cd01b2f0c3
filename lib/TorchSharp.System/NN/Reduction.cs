namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How a loss turns one value per element into its result; the numbers are ATen's.</summary>
        public enum Reduction
        {
            /// <summary>One value per element.</summary>
            None = 0,

            /// <summary>The mean of the values.</summary>
            Mean = 1,

            /// <summary>The sum of the values.</summary>
            Sum = 2,
        }
    }
}
