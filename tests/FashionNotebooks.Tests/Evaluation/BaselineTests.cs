using FashionNotebooks.Evaluation;
using FashionNotebooks.Evaluation.Retrieval;
using FashionNotebooks.Search;

namespace FashionNotebooks.Tests.Evaluation;

public sealed class BaselineTests
{
    private static readonly string[] Classes = ["dress", "hat"];

    [Fact]
    public void The_majority_is_counted_in_the_training_set()
    {
        ClassificationReport report = Baselines.Majority([1, 1, 0], [0, 0, 1, 0], Classes);
        Assert.Equal(0.25, report.Accuracy, 12);
        Assert.Equal([[0, 3], [0, 1]], report.Confusion);
        Assert.Equal(0.5, report.MeanAveragePrecision, 12);
    }

    [Fact]
    public void The_nearest_neighbour_gives_its_class()
    {
        var train = new EmbeddingSet([0, 10, 10], [new("a", "dress"), new("b", "hat"), new("c", "dress")]);
        var test = new EmbeddingSet([1, 9, 4], [new("d", "dress"), new("e", "hat"), new("f", "hat")]);
        Assert.Equal([[1, 0], [1, 1]], Baselines.NearestNeighbour(train, test, Classes).Confusion);
    }

    [Fact]
    public void A_random_ranking_scores_the_share_of_right_answers()
    {
        CataloguePhoto[] items = [new("a", "dress"), new("b", "dress"), new("c", "hat"), new("d", "hat", "", "s"),
            new("e", "hat", "", "s")];
        RetrievalReport report = Baselines.RandomRanking(items, items, Classes, excludeSameSender: true);
        Assert.Equal((2 * (1 / 4.0) + 3 * (2 / 4.0)) / 5, report.Top1, 12);
        Assert.Equal(1, report.Top5, 12);
        Assert.Equal((2 * (1 / 4.0) + 2 / 4.0 + 2 * (1 / 3.0)) / 5, report.Excluded!.Top1, 12);
    }

    [Fact]
    public void Grey_pixels_are_the_mean_luma_of_their_cells()
    {
        const int Size = 40; // cells of 2 or 3 pixels
        var planes = new byte[3 * Size * Size];
        planes.AsSpan(0, Size * Size).Fill(255); // red
        Assert.All(GreyPixels.Of(planes, Size), grey => Assert.Equal(0.299, grey, 6));

        Array.Clear(planes);
        planes[Size * Size] = 255; // one green pixel in the corner, in a cell of 2 × 2
        float[] grey = GreyPixels.Of(planes, Size);
        Assert.Equal(0.587 / 4, grey[0], 6);
        Assert.Equal(0, grey.Skip(1).Sum());
        Assert.Throws<ArgumentException>(() => GreyPixels.Of(planes, 64));
    }
}
