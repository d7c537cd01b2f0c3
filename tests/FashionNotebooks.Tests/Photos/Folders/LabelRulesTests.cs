using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Tests.Photos.Folders;

/// <summary>Labels from file names: what fits, what does not, what a correction decides.</summary>
public sealed class LabelRulesTests : IDisposable
{
    private const string Rules = "# four categories\nshoes: shoes_* *boot*\n\nbags:  bags_*  fancy/*\n";
    private readonly TemporaryFolder folder = Fixture.Folder();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void PatternsLookAtNamesOrPathsAndIgnoreCase()
    {
        LabelRules rules = Read(Rules);
        Assert.Equal(["shoes", "bags"], rules.Classes);
        Assert.Equal([0], rules.Match("x/SHOES_1.jpg"));
        Assert.Equal([0], rules.Match("x/a Boot.png"));
        Assert.Equal([1], rules.Match("fancy/1.jpg"));
        Assert.Equal([1], rules.Match("fancy\\1.jpg"));
        Assert.Equal([0, 1], rules.Match("bags_boot.jpg"));
        Assert.Empty(rules.Match("hat.jpg"));
    }

    [Fact]
    public void ConflictsAndFilesWithoutARuleAreNamed()
    {
        string pictures = Pictures("a/shoes_1.png", "a/bags_1.png", "b/bags_boot.png", "b/hat.png");
        ImageFolder found = ImageFolder.OpenByRules(pictures, Read(Rules));
        Assert.Equal([("bags_1.png", 1), ("shoes_1.png", 0)], found.Items.Select(item => (Path.GetFileName(item.Path), item.Label)));
        Assert.Equal(["bags_boot.png: fits the rules of shoes and bags", "hat.png: fits no rule"],
            found.Problems.Select(problem => $"{Path.GetFileName(problem.Path)}: {problem.Reason}"));
    }

    [Fact]
    public void CorrectionsDecide()
    {
        string pictures = Pictures("shoes_1.png", "bags_1.png", "bags_boot.png", "hat.png");
        Corrections Corrected(string rows) => Corrections.Read(folder.Write("c.csv", "file,label\n" + rows));
        ImageFolder found = ImageFolder.OpenByRules(pictures, Read(Rules),
            Corrected("bags_boot.png,bags\nhat.png,delete\nshoes_1.png,bags\n"));
        Assert.Equal([1, 1, 1], found.Items.Select(item => item.Label));
        Assert.Empty(found.Problems);
        Assert.Contains("'hats'", Assert.Throws<InputException>(() =>
            ImageFolder.OpenByRules(pictures, Read(Rules), Corrected("hat.png,hats\n"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shoes: a*\n", "at least 2")]
    [InlineData("shoes a*\nbags: b*\n", "line 1")]
    [InlineData("shoes: a*\nbags:\n", "line 2")]
    [InlineData(": a*\nbags: b*\n", "line 1")]
    [InlineData("shoes: a*\nshoes: b*\n", "two rules")]
    public void ABadFileIsOneLine(string text, string reason)
    {
        string message = Assert.Throws<InputException>(() => Read(text)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Throws<InputException>(() => LabelRules.Read(folder.At("nowhere")));
    }

    private LabelRules Read(string text) => LabelRules.Read(folder.Write("rules.txt", text));

    private string Pictures(params string[] names)
    {
        foreach (string name in names)
            folder.Write("pictures/" + name, new Photo(4, 4).EncodePng());
        return folder.At("pictures");
    }
}
