using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Photos.Garments;

namespace FashionNotebooks.Tests.Photos.Garments;

public class PairFileTests
{
    [Fact]
    public void Reads_pairs_from_the_folder_of_the_file()
    {
        using var folder = new TemporaryFolder();
        string file =
            folder.Write("sub/pairs.csv",
            "split,b,a,same,difficulty\ntest,x/2.jpg,x/1.jpg,1,same-item\n\nvalidation,/abs/4.jpg,x/3.jpg,No,near-twin\n");
        IReadOnlyList<PhotoPair> pairs = PairFile.Read(file);
        Assert.Equal(new PhotoPair(folder.At("sub/x/1.jpg"), folder.At("sub/x/2.jpg"), true, "same-item"), pairs[0]);
        Assert.Equal(new PhotoPair(folder.At("sub/x/3.jpg"), "/abs/4.jpg", false, "near-twin"), pairs[1]);
        Assert.Equal(pairs[1], Assert.Single(PairFile.Read(file, "validation")));
        Assert.Equal("", PairFile.Read(folder.Write("plain.csv", "a,b,same\n1.jpg,2.jpg,0"))[0].Difficulty);
    }

    [Theory]
    [InlineData("", "'a'")]
    [InlineData("a,b\n1,2", "'same'")]
    [InlineData("a,b,same\n", "holds no pairs")]
    [InlineData("a,b,same\n1,2,1\n\n3,4,maybe", "line 4")]
    [InlineData("a,b,same\n1,2", "line 2")]
    [InlineData("a,b,same\n,2,1", "line 2")]
    [InlineData("a,b,same\n1\0,2,1", "line 2")]
    [InlineData("a,b,same,split\n1,2,1,train", "'validation'")]
    public void A_bad_file_is_one_line(string text, string words)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<InputException>(() => PairFile.Read(folder.Write("pairs.csv", text),
            "validation".Contains(words.Trim('\'')) ? "validation" : null));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Files_that_are_no_pictures_are_named()
    {
        using var folder = new TemporaryFolder();
        string picture = folder.Copy("rgb.png", "one.png"), text = folder.Write("two.png", "no picture"), gone = folder.At("gone.png");
        ImageFolder files = ImageFolder.OfFiles([picture, text, gone], "pairs.csv");
        Assert.Equal(picture, Assert.Single(files.Items).Path);
        Assert.Equal([text, gone], files.Problems.Select(problem => problem.Path));
        Assert.Contains("pairs.csv", Assert.Throws<InputException>(() => ImageFolder.OfFiles([gone], "pairs.csv")).Message,
            StringComparison.Ordinal);
    }
}
