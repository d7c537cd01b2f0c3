namespace FashionNotebooks.Photos.Decoding;

/// <summary>TorchSharp's plug-in for photo files, over the decoder that everything else uses: upright, within limits.</summary>
public sealed class PhotoImager(PhotoLimits? limits = null) : torchvision.io.Imager
{
    /// <summary>uint8 <c>[C, H, W]</c>: 3 channels, or 1 when grey is asked for. Alpha is laid over white.</summary>
    /// <exception cref="InputException">The bytes are no photo, damaged, or over the limits.</exception>
    public override Tensor DecodeImage(byte[] data, torchvision.io.ImageReadMode mode = torchvision.io.ImageReadMode.UNCHANGED)
    {
        Photo image = Photo.Decode(data, limits: limits);
        using var scope = NewDisposeScope();
        using Tensor rows = tensor(image.Pixels).view(image.Height, image.Width, 3);
        Tensor planes = rows.permute(2, 0, 1).contiguous();
        bool grey = mode is torchvision.io.ImageReadMode.GRAY or torchvision.io.ImageReadMode.GRAY_ALPHA;
        return (grey ? Grey(planes) : planes).MoveToOuterDisposeScope();
    }

    public override Tensor DecodeImage(Stream stream, torchvision.io.ImageReadMode mode = torchvision.io.ImageReadMode.UNCHANGED)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return DecodeImage(memory.ToArray(), mode);
    }

    /// <summary>A PNG or JPEG file of a uint8 tensor <c>[C, H, W]</c> with 1 or 3 channels.</summary>
    /// <exception cref="ArgumentException">Another shape, element type or format.</exception>
    public override byte[] EncodeImage(Tensor image, torchvision.ImageFormat format)
    {
        if (image.dtype != ScalarType.Byte || image.dim() != 3 || image.shape[0] is not (1 or 3))
            throw new ArgumentException($"a picture is uint8 [1 or 3, H, W], not {image.dtype} [{string.Join(", ", image.shape)}]",
                nameof(image));
        if (format is not (torchvision.ImageFormat.Png or torchvision.ImageFormat.Jpeg))
            throw new ArgumentException($"pictures are written as PNG or JPEG, not {format}", nameof(format));
        using Tensor rows = image.cpu().expand(3, -1, -1).permute(1, 2, 0).contiguous();
        var picture = new Photo((int)image.shape[2], (int)image.shape[1], rows.bytes.ToArray());
        return format == torchvision.ImageFormat.Png ? picture.EncodePng() : picture.EncodeJpeg();
    }

    public override void EncodeImage(Tensor image, torchvision.ImageFormat format, Stream stream) =>
        stream.Write(EncodeImage(image, format));

    private static Tensor Grey(Tensor planes)
    {
        using Tensor weights = tensor(new[] { 0.299f, 0.587f, 0.114f }).view(3, 1, 1);
        return (planes.to_type(ScalarType.Float32) * weights).sum(0, keepdim: true).round().to_type(ScalarType.Byte);
    }
}
