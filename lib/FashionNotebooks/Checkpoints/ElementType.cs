namespace FashionNotebooks.Checkpoints;

/// <summary>The element types a checkpoint may hold: those that libtorch can compute with.</summary>
public enum ElementType
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned byte.</summary>
    U8,

    /// <summary>Signed byte.</summary>
    I8,

    /// <summary>16-bit integer.</summary>
    I16,

    /// <summary>16-bit IEEE float.</summary>
    F16,

    /// <summary>bfloat16: the upper half of a 32-bit float.</summary>
    BF16,

    /// <summary>32-bit integer.</summary>
    I32,

    /// <summary>32-bit IEEE float.</summary>
    F32,

    /// <summary>64-bit integer.</summary>
    I64,

    /// <summary>64-bit IEEE float.</summary>
    F64,
}
