namespace FashionNotebooks.Inference;

/// <summary>The smallest and the largest number that a value of a graph takes; 0 is always between them.</summary>
internal readonly record struct ValueRange(float Low, float High)
{
    /// <summary>The step between two of the 256 codes.</summary>
    internal float Scale => High > Low ? (High - Low) / byte.MaxValue : 1;

    /// <summary>The code of 0, which padding needs to be exact.</summary>
    internal byte Zero => (byte)Math.Clamp(MathF.Round(-Low / Scale), 0, byte.MaxValue);
}
