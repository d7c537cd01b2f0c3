using static TorchSharp.torch;

namespace FashionNotebooks.Inference;

/// <summary>How a model is written as ONNX.</summary>
public sealed record OnnxOptions
{
    /// <summary>True: the input is <c>pixels</c>, uint8 <c>[batch, S, S, 3]</c>, and the graph normalises; false: <c>input</c>, float32
    /// <c>[batch, 3, S, S]</c>, normalised as the model's preprocessing says.</summary>
    public bool Pixels { get; init; }

    /// <summary>Whether batch norm is folded into the convolutions, which makes the file faster.</summary>
    public bool Fold { get; init; } = true;

    /// <summary>Whether the embedding is the mean over the photo and its mirror image where the model's own is; a second pass.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>Not null: convolutions compute with 8 bits, in a quarter of the bytes. The range of the numbers between the layers is
    /// measured on these photos, uint8 <c>[N, 3, S, S]</c>: some hundred of the training photos. Needs <see cref="Fold"/>.</summary>
    public Tensor? Calibration { get; init; }
}
