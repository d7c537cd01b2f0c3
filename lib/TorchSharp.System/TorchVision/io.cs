namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>Image files. Set <see cref="DefaultImager"/> once, or give an imager with each call.</summary>
    public static partial class io
    {
        private static Imager? defaultImager;

        /// <summary>Decodes and encodes where a call names no imager.</summary>
        /// <exception cref="InvalidOperationException">None was set.</exception>
        public static Imager DefaultImager
        {
            get => defaultImager ?? throw new InvalidOperationException("no imager decodes images yet: set torchvision.io.DefaultImager first.");
            set => defaultImager = value;
        }

        /// <summary>The image of a file, uint8 <c>[C, H, W]</c>.</summary>
        public static torch.Tensor read_image(string filename, ImageReadMode mode = ImageReadMode.UNCHANGED, Imager? imager = null) =>
            (imager ?? DefaultImager).DecodeImage(File.ReadAllBytes(filename), mode);

        /// <summary>The image of a stream, uint8 <c>[C, H, W]</c>.</summary>
        public static torch.Tensor read_image(Stream stream, ImageReadMode mode = ImageReadMode.UNCHANGED, Imager? imager = null) =>
            (imager ?? DefaultImager).DecodeImage(stream, mode);

        /// <summary>The image of a file, uint8 <c>[C, H, W]</c>, read without blocking.</summary>
        public static async Task<torch.Tensor> read_image_async(string filename, ImageReadMode mode = ImageReadMode.UNCHANGED, Imager? imager = null) =>
            (imager ?? DefaultImager).DecodeImage(await File.ReadAllBytesAsync(filename).ConfigureAwait(false), mode);

        /// <summary>The image of a stream, uint8 <c>[C, H, W]</c>, read without blocking.</summary>
        public static Task<torch.Tensor> read_image_async(Stream stream, ImageReadMode mode = ImageReadMode.UNCHANGED, Imager? imager = null) =>
            (imager ?? DefaultImager).DecodeImageAsync(stream, mode);

        /// <summary>Writes an image, uint8 <c>[C, H, W]</c>, to a file.</summary>
        public static void write_image(torch.Tensor image, string filename, ImageFormat format, Imager? imager = null) =>
            File.WriteAllBytes(filename, (imager ?? DefaultImager).EncodeImage(image, format));

        /// <summary>Writes an image, uint8 <c>[C, H, W]</c>, to a stream.</summary>
        public static void write_image(torch.Tensor image, Stream stream, ImageFormat format, Imager? imager = null) =>
            (imager ?? DefaultImager).EncodeImage(image, format, stream);

        /// <summary>Writes an image to a file without blocking.</summary>
        public static Task write_image_async(torch.Tensor image, string filename, ImageFormat format, Imager? imager = null) =>
            File.WriteAllBytesAsync(filename, (imager ?? DefaultImager).EncodeImage(image, format));

        /// <summary>Writes an image to a stream without blocking.</summary>
        public static Task write_image_async(
            torch.Tensor image, Stream stream, ImageFormat format, CancellationToken cancellationToken = default, Imager? imager = null) =>
            (imager ?? DefaultImager).EncodeImageAsync(image, format, stream, cancellationToken);

        /// <summary>Writes an image as PNG.</summary>
        public static void write_png(torch.Tensor image, string filename, Imager? imager = null) => write_image(image, filename, ImageFormat.Png, imager);

        /// <summary>Writes an image as PNG.</summary>
        public static void write_png(torch.Tensor image, Stream stream, Imager? imager = null) => write_image(image, stream, ImageFormat.Png, imager);

        /// <summary>Writes an image as JPEG.</summary>
        public static void write_jpeg(torch.Tensor image, string filename, Imager? imager = null) => write_image(image, filename, ImageFormat.Jpeg, imager);

        /// <summary>Writes an image as JPEG.</summary>
        public static void write_jpeg(torch.Tensor image, Stream stream, Imager? imager = null) => write_image(image, stream, ImageFormat.Jpeg, imager);

        /// <summary>The image of a file's bytes, which a uint8 tensor of one dimension holds.</summary>
        public static torch.Tensor decode_image(torch.Tensor image, ImageReadMode mode = ImageReadMode.UNCHANGED, Imager? imager = null) =>
            (imager ?? DefaultImager).DecodeImage(image.bytes.ToArray(), mode);

        /// <summary>A file's bytes for an image, as a uint8 tensor of one dimension.</summary>
        public static torch.Tensor encode_image(torch.Tensor image, ImageFormat format, Imager? imager = null) =>
            torch.tensor((imager ?? DefaultImager).EncodeImage(image, format));

        /// <summary>A file's bytes, as a uint8 tensor of one dimension.</summary>
        public static torch.Tensor read_file(string filename) => torch.tensor(File.ReadAllBytes(filename));

        /// <summary>Writes the bytes of a uint8 tensor to a file.</summary>
        public static void write_file(string filename, torch.Tensor data) => File.WriteAllBytes(filename, data.bytes.ToArray());
    }
}
