using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Search;
using FashionNotebooks.Tests.Training;
using FashionNotebooks.Training;

namespace FashionNotebooks.Tests.Search;

public class VisualSearchEngineTests
{
    [Fact]
    public void ThreeLinesFindPicturesOfTheQuerysColour()
    {
        using var photos = new ColouredPhotos();
        string model = photos.At("model.safetensors"), index = photos.At("catalogue.index");
        new ClassifierTraining
        {
            Data = photos.Root,
            Output = model,
            CacheDirectory = "",
            Recipe = Recipe.Reference with { Classifier = new ClassifierRecipe { Epochs = 4, BatchSize = 8, LearningRate = 0.003 } },
        }.Run();
        string query = Path.Combine(photos.Root, "validation", "red", "000.png");

        using var engine = VisualSearchEngine.Load(model);
        Assert.Throws<InputException>(() => engine.Search(query));
        engine.Embed(Path.Combine(photos.Root, "train")).Save(index);
        IReadOnlyList<SearchResult> found = engine.Search(query, k: 5);
        Assert.Equal(5, found.Count);
        Assert.All(found, result => Assert.Equal("red", result.Class));

        using var again = VisualSearchEngine.Load(index);
        Assert.Equal(found, again.Search(query, k: 5));
    }

    [Fact]
    public void APhotoThatIsGoneIsOneClearLine() => Assert.Contains(
        "cannot read the file 'gone.jpg'",
        Assert.Throws<InputException>(() => CataloguePhoto.Of(new PhotoFile("gone.jpg", -1, null))).Message, StringComparison.Ordinal);
}
