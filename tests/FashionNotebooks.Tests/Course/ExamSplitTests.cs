using FashionNotebooks.Course;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Download;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Tests.Photos;

namespace FashionNotebooks.Tests.Course;

public sealed class ExamSplitTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Data => folder.At("photos");

    private string Copy => folder.At("copy");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Keeps_all_photos_of_some_contributors_back_and_loses_none()
    {
        Write(contributors: 12);
        Assert.Equal(Copy, ExamSplit.Of(Data, Copy));
        ImageFolder[] parts = [.. new[] { "train", "validation", "test" }.Select(split => DataRoot.Open(Copy).OpenSplit(split))];
        Assert.Equal(96, parts.Sum(part => part.Items.Count));
        Assert.Empty(Senders(parts[2]).Intersect(Senders(parts[0]).Concat(Senders(parts[1]))));
        Assert.InRange(parts[2].Items.Count, 4, 24);
        Assert.All(parts[2].Items, photo => Assert.NotNull(photo.Sender));
        Assert.Equal(["hat", "shoes"], parts[2].Classes);

        static HashSet<string?> Senders(ImageFolder part) => [.. part.Items.Select(photo => photo.Sender)];
    }

    [Fact]
    public void Is_made_once_and_again_when_a_photo_has_changed()
    {
        Write(contributors: 12);
        ExamSplit.Of(Data, Copy);
        string note = Path.Combine(Copy, "note.txt");
        File.WriteAllText(note, "");
        ExamSplit.Of(Data, Copy);
        Assert.True(File.Exists(note));
        folder.Write("photos/train/hat/p000.png", new Photo(9, 9).EncodePng());
        ExamSplit.Of(Data, Copy);
        Assert.False(File.Exists(note));
        Assert.False(Directory.Exists(Copy + ".making"));
    }

    [Fact]
    public void Without_contributors_photos_are_kept_back_by_chance()
    {
        Write(contributors: 0);
        ExamSplit.Of(Data, Copy);
        Assert.InRange(DataRoot.Open(Copy).OpenSplit("test").Items.Count, 8, 16);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(12, true)]
    public void One_contributor_alone_or_a_test_split_that_is_there_leave_the_folder_as_it_is(int contributors, bool test)
    {
        Write(contributors);
        if (test)
            folder.Write("photos/test/hat/x.png", new Photo(4, 4).EncodePng());
        Assert.Equal(Data, ExamSplit.Of(Data, Copy));
        Assert.False(Directory.Exists(Copy));
    }

    private void Write(int contributors)
    {
        var senders = new List<string> { "image,sender_id" };
        for (int i = 0; i < 96; i++)
        {
            string split = i % 4 == 0 ? "validation" : "train", name = $"p{i:000}";
            folder.Write($"photos/{split}/{(i % 2 == 0 ? "hat" : "shoes")}/{name}.png", new Photo(4, 4).EncodePng());
            if (contributors > 0)
                senders.Add($"{name},c{i / 3 % contributors}");
        }
        if (contributors > 0)
            File.WriteAllLines(folder.At("photos/senders.csv"), senders);
    }
}
