namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Which direction keeps its variance.</summary>
            public enum FanInOut
            {
                /// <summary>The forward pass.</summary>
                FanIn,

                /// <summary>The backward pass.</summary>
                FanOut,
            }

            /// <summary>What a layer is or what follows it, for <see cref="calculate_gain"/>.</summary>
            public enum NonlinearityType
            {
                /// <summary>None.</summary>
                Linear,

                /// <summary>None: a convolution.</summary>
                Conv1D,

                /// <summary>None: a convolution.</summary>
                Conv2D,

                /// <summary>None: a convolution.</summary>
                Conv3D,

                /// <summary>None: a transposed convolution.</summary>
                ConvTranspose1D,

                /// <summary>None: a transposed convolution.</summary>
                ConvTranspose2D,

                /// <summary>None: a transposed convolution.</summary>
                ConvTranspose3D,

                /// <summary>The logistic function.</summary>
                Sigmoid,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh,

                /// <summary>A rectifier.</summary>
                ReLU,

                /// <summary>A leaky rectifier.</summary>
                LeakyReLU,
            }
        }
    }
}
