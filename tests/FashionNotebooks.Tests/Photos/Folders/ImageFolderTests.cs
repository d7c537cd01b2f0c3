using FashionNotebooks.Photos.Download;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Tests.Photos.Folders;

public class ImageFolderTests
{
    [Fact]
    public void Classes_are_sorted_and_labels_follow()
    {
        using TemporaryFolder data = Fixture.Classes(("hat", 2), ("T-shirt", 1), ("dress", 3));
        ImageFolder folder = ImageFolder.Open(data.Path);
        Assert.Equal(["T-shirt", "dress", "hat"], folder.Classes);
        Assert.Equal([1, 3, 2], folder.Counts);
        Assert.All(folder.Items, i => Assert.Equal(folder.Classes[i.Label], Path.GetFileName(Path.GetDirectoryName(i.Path))));
    }

    [Fact]
    public void Chosen_classes_keep_their_order_and_the_rest_is_named()
    {
        using TemporaryFolder data = Fixture.Classes(("hat", 2), ("skirt", 1), ("dress", 3));
        ImageFolder folder = ImageFolder.Open(data.Path, ["hat", "dress"]);
        Assert.Equal(["hat", "dress"], folder.Classes);
        Assert.Equal(["skirt"], folder.LeftOut);
        Assert.Equal([2, 3], folder.Counts);
    }

    [Fact]
    public void Bad_files_are_named_and_left_out()
    {
        using TemporaryFolder data = Fixture.Classes(("dress", 1));
        data.Copy("text.jpg", "dress/text.jpg");
        data.Copy("empty.jpg", "dress/empty.jpg");
        data.Copy("picture.gif", "dress/moving.gif");
        data.Write("dress/notes.txt", "remember");
        data.Write("dress/.hidden", "");
        ImageFolder folder = ImageFolder.Open(data.Path);
        Assert.Single(folder.Items);
        Assert.Equal(["empty.jpg", "moving.gif", "notes.txt", "text.jpg"], folder.Problems.Select(p => Path.GetFileName(p.Path)));
        Assert.All(folder.Problems, p => Assert.DoesNotContain('\n', p.Reason));
    }

    [Fact]
    public void What_systems_leave_behind_is_no_class_and_no_photo()
    {
        using TemporaryFolder data = Fixture.Classes(("dress", 1), ("hat", 1), ("__MACOSX", 2), ("@eaDir", 1), ("dress/@eaDir", 1));
        data.Write("dress/Thumbs.db", "x");
        ImageFolder folder = ImageFolder.Open(data.Path);
        Assert.Equal(["dress", "hat"], folder.Classes);
        Assert.Equal([1, 1], folder.Counts);
        Assert.Equal(["@eaDir", "__MACOSX"], folder.Problems.Select(p => Path.GetFileName(p.Path)).Order(StringComparer.Ordinal));
        Assert.Equal(["1 files", "2 files"], folder.Problems.Select(p => p.Reason[^7..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_class_folder_without_photos_is_named_and_shifts_nothing()
    {
        using TemporaryFolder data = Fixture.Classes(("cap", 0), ("dress", 2), ("hat", 1));
        Directory.CreateDirectory(data.At("cap"));
        data.Write("coat/notes.txt", "none yet");
        ImageFolder folder = ImageFolder.Open(data.Path);
        Assert.Equal(["dress", "hat"], folder.Classes);
        Assert.Equal([2, 1], folder.Counts);
        Assert.All(folder.Items, item => Assert.Equal(folder.Classes[item.Label], Path.GetFileName(Path.GetDirectoryName(item.Path))));
        FileProblem[] empty = [.. folder.Problems.Where(p => p.Reason.Contains("no class", StringComparison.Ordinal))];
        Assert.Equal(["cap", "coat"], empty.Select(p => Path.GetFileName(p.Path)));
        var refused = Assert.Throws<InputException>(() => ImageFolder.Open(data.Path, ["cap", "hat"]));
        Assert.Contains("'cap'", refused.Message, StringComparison.Ordinal);
        Assert.Equal([0, 1], ImageFolder.Open(data.Path, ["cap", "hat"], requireAll: false).Counts);
    }

    [Fact]
    public void Links_are_followed_and_circles_end()
    {
        using TemporaryFolder data = Fixture.Classes(("dress", 2)), elsewhere = Fixture.Classes(("linked", 3));
        Directory.CreateSymbolicLink(data.At("hat"), elsewhere.At("linked"));
        Directory.CreateSymbolicLink(data.At("dress/circle"), data.At("dress"));
        Directory.CreateSymbolicLink(data.At("dress/self"), data.At("dress/self"));
        Directory.CreateSymbolicLink(data.At("dress/again"), data.Path);
        ImageFolder folder = ImageFolder.Open(data.Path);
        Assert.Equal([2, 3], folder.Counts);
    }

    [Fact]
    public void Senders_are_found_beside_and_above()
    {
        using TemporaryFolder data = Fixture.Classes(("train/dress", 1));
        data.Write("senders.csv", "image,sender_id\r\ndress_000,\"17\"\r\n");
        Assert.Equal("17", Assert.Single(ImageFolder.Open(data.At("train")).Items).Sender);
    }

    [Fact]
    public void Corrections_move_and_delete()
    {
        using TemporaryFolder data = Fixture.Classes(("dress", 3), ("hat", 2), ("skirt", 2));
        string file = data.Write("fix.csv", "file,label\nhat/hat_000.png,dress\ndress_001,delete\nskirt_001.png,hat\n");
        ImageFolder folder = ImageFolder.Open(data.Path, ["dress", "hat"], corrections: Corrections.Read(file));
        Assert.Equal([3, 2], folder.Counts);
        Assert.Equal(0, folder.Items.Single(i => i.Path.EndsWith("hat_000.png", StringComparison.Ordinal)).Label);
        Assert.Equal(1, folder.Items.Single(i => i.Path.EndsWith("skirt_001.png", StringComparison.Ordinal)).Label);
    }

    [Fact]
    public void A_split_folder_opens_its_split_and_a_plain_one_itself()
    {
        using TemporaryFolder data = Fixture.Classes(("train/dress", 2), ("val/dress", 1), ("val/hat", 1));
        DataRoot root = DataRoot.Open(data.Path);
        Assert.True(root.IsSplit);
        Assert.Equal(2, root.OpenSplit("validation").Items.Count);
        Assert.Contains("train, val", Assert.Throws<InputException>(() => root.OpenSplit("test")).Message, StringComparison.Ordinal);
        Assert.Equal(2, DataRoot.Open(data.At("val")).OpenSplit("validation").Items.Count);
    }

    [Fact]
    public void Files_without_classes_have_no_label()
    {
        using TemporaryFolder data = Fixture.Classes(("dress", 2));
        Assert.All(ImageFolder.OpenFiles(data.Path).Items, i => Assert.Equal(-1, i.Label));
    }

    [Fact]
    public void Wrong_folders_are_one_line()
    {
        using TemporaryFolder data = Fixture.Classes(("dress", 1)), empty = Fixture.Folder(), hollow = Fixture.Folder(),
            broken = Fixture.Folder();
        Directory.CreateDirectory(hollow.At("dress"));
        broken.Copy("empty.jpg", "dress/a.jpg");
        Line(() => ImageFolder.Open(data.At("missing")), "there is no folder");
        Line(() => ImageFolder.Open(data.At("dress/dress_000.png")), "is a file");
        Line(() => ImageFolder.Open(empty.Path), "no class folders");
        Line(() => ImageFolder.Open(hollow.Path), "holds no pictures");
        Line(() => ImageFolder.Open(broken.Path), "the file is empty");
        Line(() => ImageFolder.Open(data.Path, ["dress", "coat"]), "no folder for the class 'coat'");
        Line(() => ImageFolder.Open(data.Path, ["dress", "dress"]), "chosen twice");
        Line(() => ImageFolder.Open(data.Path, corrections: Corrections.Read(data.Write("fix.csv", "file,label\ndress_000,coat\n"))),
            "no class");
        Line(() => Corrections.Read(data.Write("bad.csv", "name,label\n")), "no column 'file'");
    }

    private static void Line(Action action, string text)
    {
        InputException e = Assert.Throws<InputException>(action);
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }
}
