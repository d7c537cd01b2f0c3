using System.Text.Json;
using TorchSharp;
using TorchSharp.Tests.NN;
using static TorchSharp.torch;
using F = TorchSharp.torchvision.transforms.functional;

namespace TorchSharp.Tests.TorchVision;

/// <summary>Transforms against torchvision's, on a float picture and on a batch of bytes.</summary>
public class TransformParityTests
{
    private const InterpolationMode Bilinear = InterpolationMode.Bilinear;
    private static readonly JsonElement expected = Fixture.Load("torchvision.json");

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Transforms = new()
    {
        ["resize_nearest"] = (_, photo) => F.resize(photo, 5, 9),
        ["resize_bilinear"] = (picture, _) => F.resize(picture, 5, 9, Bilinear),
        ["resize_bilinear_byte"] = (_, photo) => F.resize(photo, 5, 9, Bilinear),
        ["resize_antialias"] = (picture, _) => F.resize(picture, 5, 4, Bilinear, antialias: true),
        ["resize_side"] = (picture, _) => torchvision.transforms.Resize(5, Bilinear).call(picture),
        ["resize_side_limited"] = (picture, _) => torchvision.transforms.Resize(5, Bilinear, maxSize: 6).call(picture),
        ["normalize"] = (picture, _) => F.normalize(picture, [0.5, 0.4, 0.3], [0.2, 0.3, 0.4]),
        ["to_float"] = (_, photo) => F.convert_image_dtype(photo),
        ["to_byte"] = (picture, _) => F.convert_image_dtype(picture, ScalarType.Byte),
        ["crop"] = (picture, _) => F.crop(picture, 2, 1, 4, 5),
        ["crop_outside"] = (picture, _) => F.crop(picture, -1, 4, 5, 6),
        ["center_crop"] = (picture, _) => F.center_crop(picture, 4, 5),
        ["hflip"] = (_, photo) => F.hflip(photo),
        ["vflip"] = (_, photo) => F.vflip(photo),
        ["rotate"] = (picture, _) => F.rotate(picture, 25),
        ["rotate_byte"] = (_, photo) => F.rotate(photo, -40),
        ["rotate_bilinear"] = (picture, _) => F.rotate(picture, 25, Bilinear),
        ["rotate_fill"] = (picture, _) => F.rotate(picture, 25, fill: [0.1f, 0.2f, 0.3f]),
        ["rotate_expand"] = (picture, _) => F.rotate(picture, 33, Bilinear, expand: true),
        ["rotate_quarter"] = (picture, _) => F.rotate(picture, 90, expand: true),
        ["rotate_center"] = (picture, _) => F.rotate(picture, 25, Bilinear, center: (1, 2)),
        ["grey"] = (_, photo) => F.rgb_to_grayscale(photo),
        ["grey3"] = (picture, _) => F.rgb_to_grayscale(picture, 3),
        ["invert"] = (_, photo) => F.invert(photo),
        ["brightness"] = (_, photo) => F.adjust_brightness(photo, 1.4),
        ["contrast"] = (_, photo) => F.adjust_contrast(photo, 0.6),
        ["contrast_float"] = (picture, _) => F.adjust_contrast(picture, 1.7),
        ["saturation"] = (_, photo) => F.adjust_saturation(photo, 1.8),
        ["hue"] = (picture, _) => F.adjust_hue(picture, 0.2),
        ["hue_byte"] = (_, photo) => F.adjust_hue(photo, -0.3),
        ["gamma"] = (_, photo) => F.adjust_gamma(photo, 0.7, 1.1),
        ["blur"] = (picture, _) => F.gaussian_blur(picture, 3, 0.8f),
        ["blur_byte"] = (_, photo) => F.gaussian_blur(photo, [5, 3], [1.1f, 0.6f]),
        ["pad"] = (picture, _) => F.pad(picture, [1, 3, 2, 0], 0.5),
    };

    public static TheoryData<string> Cases => [.. expected.GetProperty("cases").EnumerateObject().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EqualsTorchvision(string name)
    {
        using var scope = NewDisposeScope();
        var picture = tensor(expected.GetProperty("picture").Doubles().Select(value => (float)value).ToArray()).reshape(3, 9, 7);
        var photo = tensor(expected.GetProperty("photo").Doubles().Select(value => (byte)value).ToArray()).reshape(2, 3, 8, 6);
        var result = Transforms[name](picture, photo);
        var fixture = expected.GetProperty("cases").GetProperty(name);
        Assert.Equal(fixture.GetProperty("shape").Longs(), result.shape);
        if (name == "hue_byte")   // a value that falls between two grey levels may be cut to either
            Assert.All(fixture.GetProperty("values").Doubles().Zip(Fixture.Values(result)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
        else
            Fixture.Equal(fixture.GetProperty("values"), result, name);
    }
}
