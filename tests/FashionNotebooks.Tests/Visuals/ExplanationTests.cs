using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Models.FineGrained;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Tests.Models;
using FashionNotebooks.Tests.Models.FineGrained;
using FashionNotebooks.Tests.Photos;
using FashionNotebooks.Visuals;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Visuals;

public class ExplanationTests
{
    [Fact]
    public void With_a_linear_head_Grad_CAM_is_the_class_activation_map()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using ImageClassifier model = Architectures.Create(Architectures.SmallRes, 3);
        model.eval();
        Tensor input = randn(1, 3, 48, 48), map = model.Backbone.call(input); // [1, 192, 6, 6]
        Tensor weights = model.state_dict().Last(pair => pair.Key.EndsWith("weight", StringComparison.Ordinal)).Value; // [3, 192]
        Tensor expected = map[0].mul(weights[1].view(-1, 1, 1)).sum([0]).div(36).relu();
        PlaceMap found = GradCam.OfClass(model, input, 1);
        Assert.Equal((6, 6), (found.Height, found.Width));
        Assert.True(tensor(found.Values.ToArray()).allclose(expected.flatten(), rtol: 1e-4, atol: 1e-6));
        Assert.All(model.parameters(), p => Assert.Null(p.grad));
    }

    [Fact]
    public void What_makes_a_picture_like_another_is_somewhere_in_it()
    {
        using var scope = NewDisposeScope();
        using FineGrainedEncoder encoder = FineGrainedEncoderTests.Make(AttentionKind.Both);
        PlaceMap map = GradCam.OfLikeness(encoder, randn(1, 3, 48, 48), randn(1, 3, 48, 48));
        Assert.Equal(36, map.Values.Count);
        Assert.All(map.Values, value => Assert.True(value >= 0 && float.IsFinite(value)));
    }

    [Fact]
    public void An_overlay_leaves_low_places_alone_and_blends_between_the_middles()
    {
        var grey = new Photo(8, 8, [.. Enumerable.Repeat((byte)100, 192)]);
        Assert.Equal(grey.Pixels, HeatMap.Over(grey, new PlaceMap([0, 0, 0, 0], 2, 2), 0, 1).Pixels);
        Photo left = HeatMap.Over(grey, new PlaceMap([1, 0], 1, 2), 0, 1);
        int[] reds = [.. Enumerable.Range(0, 8).Select(x => (int)left.Pixels[x * 3])];
        Assert.Equal((reds[0], 100), (reds[1], reds[6])); // beyond the middles of the places nothing changes
        Assert.True(reds[0] > 200, $"{reds[0]}"); // three quarters of yellow, which has more red than grey
        Assert.Equal(8, left.Pixels.Chunk(3).Take(8).Select(pixel => string.Join(' ', pixel)).Distinct().Count() + 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => HeatMap.Over(grey, new PlaceMap([0], 1, 1), 1, 1));
    }

    [Fact]
    public void Attention_is_shown_under_each_photo()
    {
        using var folder = new TemporaryFolder();
        folder.Copy("rgb.png", "photos/a/one.png");
        folder.Copy("grey.png", "photos/b/two.png");
        using FineGrainedEncoder encoder = FineGrainedEncoderTests.Make(AttentionKind.Spatial);
        using TrainedModel model = TrainedModel.Load(FineGrainedEncoderTests.Save(encoder, folder.At("m.safetensors"),
            AttentionKind.Spatial));
        using PhotoSet photos = PhotoSet.Load(ImageFolder.Open(folder.At("photos")), model.Preprocessing, cacheDirectory: "");
        PhotoSheet picture = PhotoGrid.Attention(model, photos, [1, 0]);
        Assert.Contains("2 photos", picture.AltText, StringComparison.Ordinal);
        Assert.True(picture.Photo.Width > 100);
    }
}
