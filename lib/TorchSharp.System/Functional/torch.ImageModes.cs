namespace TorchSharp;

public static partial class torch
{
    /// <summary>How values between pixels are found when resizing.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest pixel, as OpenCV rounds.</summary>
        Nearest = 0,

        /// <summary>Linear, for one dimension.</summary>
        Linear = 1,

        /// <summary>Linear in both directions.</summary>
        Bilinear = 2,

        /// <summary>Cubic in both directions.</summary>
        Bicubic = 3,

        /// <summary>Linear in three directions.</summary>
        Trilinear = 4,

        /// <summary>The average over each output pixel.</summary>
        Area = 5,

        /// <summary>The nearest pixel, as PIL rounds.</summary>
        NearestExact = 6,
    }

    /// <summary>How values between pixels are found when sampling a grid.</summary>
    public enum GridSampleMode
    {
        /// <summary>The nearest pixel.</summary>
        Nearest = 0,

        /// <summary>Linear in both directions.</summary>
        Bilinear = 1,
    }

    /// <summary>What stands outside the image when sampling a grid.</summary>
    public enum GridSamplePaddingMode
    {
        /// <summary>Zeros.</summary>
        Zeros = 0,

        /// <summary>The mirror image.</summary>
        Reflection = 1,

        /// <summary>The border pixel.</summary>
        Border = 2,
    }
}
