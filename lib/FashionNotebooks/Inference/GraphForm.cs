using FashionNotebooks.Photos;

namespace FashionNotebooks.Inference;

/// <summary>What a graph reads and how its numbers are made.</summary>
/// <param name="Size">Side of the photos in pixels.</param>
/// <param name="Normalize">How bytes become numbers.</param>
internal sealed record GraphForm(int Size, NormalizationKind Normalize)
{
    /// <summary>What the input is.</summary>
    internal GraphInput Input { get; init; } = GraphInput.Planes;

    /// <summary>Whether batch norm is folded into the convolutions; ONNX Runtime does it itself when it loads a graph.</summary>
    internal bool Fold { get; init; }

    /// <summary>Whether the embedding is the mean over the photo and its mirror image.</summary>
    internal bool Flip { get; init; }

    /// <summary>Whether the embedding has length 1 whatever the model's own has.</summary>
    internal bool UnitLength { get; init; }
}

/// <summary>What a graph reads.</summary>
internal enum GraphInput
{
    /// <summary><c>planes</c>, uint8 <c>[batch, 3, S, S]</c>: how photos lie in memory here.</summary>
    Planes,

    /// <summary><c>pixels</c>, uint8 <c>[batch, S, S, 3]</c>: how others decode photos.</summary>
    Pixels,

    /// <summary><c>input</c>, float32 <c>[batch, 3, S, S]</c>, normalised.</summary>
    Numbers,
}
