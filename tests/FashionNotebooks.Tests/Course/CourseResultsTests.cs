using FashionNotebooks.Course;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Evaluation.Retrieval;

namespace FashionNotebooks.Tests.Course;

public sealed class CourseResultsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("results-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void NotebooksFillOneRowTogether()
    {
        var results = new CourseResults(Path.Combine(folder, "new", "results.json"));
        Assert.Empty(results.Read());
        ClassificationReport classifier = ClassificationMetrics.Of([0, 1, 1], [0.9f, 0.1f, 0.2f, 0.8f, 0.7f, 0.3f], ["a", "b"]);
        RetrievalReport search = Baselines.RandomRanking(
            [new("1", "a"), new("2", "a")], [new("1", "a"), new("2", "a"), new("3", "b")], ["a", "b"]);
        results.Record("best", classifier, parameters: 7, seconds: 3);
        results.Record("baseline", search);
        results.Record("best", search, parameters: 6, seconds: 2);
        IReadOnlyList<CourseRow> rows = new CourseResults(results.Path).Read();
        Assert.Equal(["best", "baseline"], rows.Select(row => row.Name));
        Assert.Equal((7, 5.0), (rows[0].Parameters, rows[0].Seconds));
        Assert.Equal(classifier.Accuracy, rows[0].ClassifierFigure("accuracy"));
        Assert.Equal(search.Top1, rows[0].SearchFigure("top1"));
        Assert.Null(rows[1].ClassifierFigure("accuracy"));
    }

    [Fact]
    public void NotebookThatRunsAgainReplacesItsFigures()
    {
        var results = new CourseResults(Path.Combine(folder, "results.json"));
        results.Record("best", ClassificationMetrics.Of([0], [0f, 1f], ["a", "b"]), parameters: 7);
        results.Record("best", ClassificationMetrics.Of([0], [1f, 0f], ["a", "b"]), parameters: 7);
        Assert.Equal(1, Assert.Single(results.Read()).ClassifierFigure("accuracy"));
    }

    [Fact]
    public void DamagedFileIsSaid()
    {
        string file = Path.Combine(folder, "results.json");
        File.WriteAllText(file, "{");
        Assert.Contains("results.json", Assert.Throws<InputException>(() => new CourseResults(file).Read()).Message);
    }
}
