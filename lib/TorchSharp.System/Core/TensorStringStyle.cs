namespace TorchSharp;

/// <summary>How a tensor is written as text.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device only.</summary>
    Metadata,

    /// <summary>Shape, type and device, then rows of numbers.</summary>
    Julia,

    /// <summary>Numbers in brackets.</summary>
    Numpy,

    /// <summary>Type and device, then numbers in braces.</summary>
    CSharp,

    /// <summary>The style of <see cref="torch.TensorStringStyle"/>.</summary>
    Default,
}
