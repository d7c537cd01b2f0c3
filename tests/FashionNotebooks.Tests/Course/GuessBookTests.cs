using FashionNotebooks.Course;

namespace FashionNotebooks.Tests.Course;

public sealed class GuessBookTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("guesses-").FullName;

    private string Path => System.IO.Path.Combine(folder, "new", "guesses.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WithoutAGuessThereIsOnlyTheFigure()
    {
        Assert.Equal("loss: 1.946. No guess yet.", new GuessBook(Path).Compare("loss", null, Math.Log(7), 0.1));
        Assert.Empty(new GuessBook(Path).Read());
    }

    [Fact]
    public void GuessesOfAllNotebooksAreCounted()
    {
        Assert.Equal("a: 12,288. You guessed 12,000, near. Near so far: 1 of 1.", new GuessBook(Path).Compare("a", 12_000, 12_288, 0.1));
        Assert.Equal("b: -2. You guessed 2, not near. Near so far: 1 of 2.", new GuessBook(Path).Compare("b", 2, -2, 0.01));
    }

    [Fact]
    public void LastGuessOfAQuestionCounts()
    {
        new GuessBook(Path).Compare("a", 1, 10, 0.1);
        Assert.EndsWith("Near so far: 1 of 1.", new GuessBook(Path).Compare("a", 9.5, 10, 0.1));
        Assert.Equal(new Dictionary<string, bool> { ["a"] = true }, new GuessBook(Path).Read());
    }

    [Fact]
    public void DamagedFileIsSaid()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, "[1");
        Assert.Contains("does not hold guesses", Assert.Throws<InputException>(() => new GuessBook(Path).Read()).Message);
    }
}
