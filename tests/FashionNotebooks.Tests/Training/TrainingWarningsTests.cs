using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Tests.Photos;
using FashionNotebooks.Training;

namespace FashionNotebooks.Tests.Training;

/// <summary>What trains without an error and teaches nothing is said before the first step.</summary>
public sealed class TrainingWarningsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void OnePhotoOfAClassIsSaid() =>
        Assert.Contains("one photo to learn b from", Said("train/a train/a train/b validation/a validation/b"));

    [Fact]
    public void AClassThatIsNotValidatedIsSaid() =>
        Assert.Contains("no photo to validate b on", Said("train/a train/a train/b train/b validation/a"));

    [Fact]
    public void PhotosThatAllShowTheSameAreSaid() =>
        Assert.Contains(
            "all 4 photos to learn from show the same", Said("train/a train/a train/b train/b validation/a validation/b", _ => 0));

    [Fact]
    public void NothingIsSaidOfGoodPhotos() =>
        Assert.Empty(Said("train/a train/a train/b train/b validation/a validation/b"));

    private string Said(string parts, Func<int, int>? grey = null)
    {
        int drawn = 0;
        foreach (string part in parts.Split(' '))
        {
            var photo = new Photo(8, 8);
            photo.Pixels.AsSpan().Fill((byte)(grey ?? (i => 10 * i))(drawn));
            folder.Write($"photos/{part}/{drawn++}.png", photo.EncodePng());
        }
        var notes = new List<string>();
        new ClassifierTraining
        {
            Data = folder.At("photos"),
            Output = folder.At("x.safetensors"),
            Recipe = Recipe.Reference with { Classifier = new ClassifierRecipe { Epochs = 1, BatchSize = 4 } },
            Architecture = Architectures.MobileNetLikeDepthwise,
            CacheDirectory = "",
            Notes = new Follower<string>(notes.Add),
        }.Run();
        return string.Join('\n', notes);
    }
}
