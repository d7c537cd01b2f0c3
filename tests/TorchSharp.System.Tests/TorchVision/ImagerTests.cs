using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torchvision;

namespace TorchSharp.Tests.TorchVision;

public class ImagerTests
{
    /// <summary>A format of its own: height, width, then grey bytes.</summary>
    private sealed class Grey : io.Imager
    {
        public override Tensor DecodeImage(Stream stream, io.ImageReadMode mode = io.ImageReadMode.UNCHANGED)
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return DecodeImage(copy.ToArray(), mode);
        }

        public override Tensor DecodeImage(byte[] data, io.ImageReadMode mode = io.ImageReadMode.UNCHANGED) =>
            tensor(data[2..]).reshape(1, data[0], data[1]);

        public override byte[] EncodeImage(Tensor image, ImageFormat format) =>
            [(byte)image.size(1), (byte)image.size(2), .. image.contiguous().bytes.ToArray()];

        public override void EncodeImage(Tensor image, ImageFormat format, Stream stream) => stream.Write(EncodeImage(image, format));
    }

    [Fact]
    public async Task WritesAndReadsThroughTheImager()
    {
        using var scope = NewDisposeScope();
        var imager = new Grey();
        var image = tensor(new byte[] { 1, 2, 3, 4, 5, 6 }).reshape(1, 2, 3);
        var file = Path.Combine(Directory.CreateTempSubdirectory("imager").FullName, "grey");
        io.write_png(image, file, imager);
        Assert.Equal(image.bytes.ToArray(), io.read_image(file, imager: imager).bytes.ToArray());
        Assert.Equal(image.bytes.ToArray(), io.decode_image(io.read_file(file), imager: imager).bytes.ToArray());
        using var stream = new MemoryStream();
        await io.write_image_async(image, stream, ImageFormat.Png, imager: imager);
        stream.Position = 0;
        using var read = await io.read_image_async(stream, imager: imager);
        Assert.Equal(3, read.size(2));
        io.write_file(file, io.encode_image(image, ImageFormat.Jpeg, imager));
        Assert.Equal(8, new FileInfo(file).Length);
        Directory.Delete(Path.GetDirectoryName(file)!, true);
    }
}
