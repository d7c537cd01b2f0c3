using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Tests.Photos;

namespace FashionNotebooks.Tests.Training;

/// <summary>A data folder of small noisy pictures whose class is their colour: quick to learn.</summary>
internal sealed class ColouredPhotos : IDisposable
{
    internal static readonly string[] Classes = ["blue", "green", "red"];

    private readonly TemporaryFolder folder = new();

    internal ColouredPhotos(int train = 12, int validation = 5, bool split = true)
    {
        var random = new Random(7);
        foreach (var (part, count) in split ? new[] { ("train/", train), ("validation/", validation) } : [("", train)])
        {
            for (int label = 0; label < Classes.Length; label++)
                for (int i = 0; i < count; i++)
                    folder.Write($"photos/{part}{Classes[label]}/{i:000}.png", Picture(label, random));
        }
    }

    internal string Root => folder.At("photos");

    internal string At(string name) => folder.At(name);

    internal PhotoSet Train() => Load("train");

    internal PhotoSet Validation() => Load("validation");

    public void Dispose() => folder.Dispose();

    private PhotoSet Load(string part) =>
        PhotoSet.Load(ImageFolder.Open(Path.Combine(Root, part)), Preprocessing.Course, cacheDirectory: "");

    private static byte[] Picture(int label, Random random)
    {
        var image = new Photo(16, 16);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(random.Next(120) + (i % 3 == 2 - label ? 100 : 0));
        return image.EncodePng();
    }
}
