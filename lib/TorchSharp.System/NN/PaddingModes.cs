namespace TorchSharp;

/// <summary>What stands outside the borders of a padded tensor.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The mirror image, without the border element.</summary>
    Reflect = 1,

    /// <summary>The border element repeated.</summary>
    Replicate = 2,

    /// <summary>The opposite side.</summary>
    Circular = 3,

    /// <summary>A constant value.</summary>
    Constant = 4,
}
