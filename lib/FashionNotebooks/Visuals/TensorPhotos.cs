using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using static TorchSharp.torch;

namespace FashionNotebooks.Visuals;

/// <summary>Pictures out of tensors.</summary>
internal static class TensorPhotos
{
    /// <summary><c>[N, 3, H, W]</c>, uint8 or a model's input, as N pictures.</summary>
    internal static Photo[] Of(Tensor pictures, NormalizationKind normalization)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.dim() != 4 || pictures.shape[1] != 3 || pictures.numel() == 0)
            throw new ArgumentException($"pictures have the shape [N, 3, H, W], not [{string.Join(", ", pictures.shape)}]; add a dimension with unsqueeze(0), or choose three channels");
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor bytes = pictures.dtype == ScalarType.Byte ? pictures : Normalization.ToPixels(pictures.to_type(ScalarType.Float32), normalization);
        int height = (int)pictures.shape[2], width = (int)pictures.shape[3], size = 3 * height * width;
        byte[] all = bytes.permute(0, 2, 3, 1).contiguous().cpu().bytes.ToArray(); // [N, H, W, 3]
        return [.. Enumerable.Range(0, (int)pictures.shape[0]).Select(i => new Photo(width, height, all.AsSpan(i * size, size).ToArray()))];
    }
}
