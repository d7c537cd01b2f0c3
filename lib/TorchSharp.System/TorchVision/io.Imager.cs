namespace TorchSharp;

public static partial class torchvision
{
    public static partial class io
    {
        /// <summary>What to make of the channels of a file.</summary>
        public enum ImageReadMode
        {
            /// <summary>As in the file.</summary>
            UNCHANGED,

            /// <summary>One channel of grey.</summary>
            GRAY,

            /// <summary>Grey and transparency.</summary>
            GRAY_ALPHA,

            /// <summary>Red, green, blue.</summary>
            RGB,

            /// <summary>Red, green, blue and transparency.</summary>
            RGB_ALPHA,
        }

        /// <summary>Decodes and encodes image files; the plug-in point of <see cref="io"/>.</summary>
        public abstract class Imager
        {
            /// <summary>The image of a stream, uint8 <c>[C, H, W]</c>.</summary>
            public abstract torch.Tensor DecodeImage(Stream stream, ImageReadMode mode = ImageReadMode.UNCHANGED);

            /// <summary>The image of a file's bytes, uint8 <c>[C, H, W]</c>.</summary>
            public abstract torch.Tensor DecodeImage(byte[] data, ImageReadMode mode = ImageReadMode.UNCHANGED);

            /// <summary>The image of a stream, read without blocking.</summary>
            public virtual async Task<torch.Tensor> DecodeImageAsync(
                Stream stream, ImageReadMode mode = ImageReadMode.UNCHANGED, CancellationToken cancellationToken = default)
            {
                using var copy = new MemoryStream();
                await stream.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
                return DecodeImage(copy.ToArray(), mode);
            }

            /// <summary>A file's bytes for an image, uint8 <c>[C, H, W]</c>.</summary>
            public abstract byte[] EncodeImage(torch.Tensor image, ImageFormat format);

            /// <summary>Writes an image to a stream.</summary>
            public abstract void EncodeImage(torch.Tensor image, ImageFormat format, Stream stream);

            /// <summary>Writes an image to a stream without blocking.</summary>
            public virtual async Task EncodeImageAsync(
                torch.Tensor image, ImageFormat format, Stream stream, CancellationToken cancellationToken = default) =>
                await stream.WriteAsync(EncodeImage(image, format), cancellationToken).ConfigureAwait(false);
        }
    }
}
