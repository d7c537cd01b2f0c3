using FashionNotebooks.Web.Serving;

namespace FashionNotebooks.Web.Tests.Serving;

public sealed class ServedFilesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("fashion-served-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Paths_below_one_folder_are_named_from_there()
    {
        var folder = new CatalogueFolder(["/data/shop/hat/1.jpg", "/data/shop/hats/2.jpg"]);
        Assert.Equal("hat/1.jpg", folder.NameOf("/data/shop/hat/1.jpg"));
        Assert.Equal("data/1.jpg", new CatalogueFolder(["/data/1.jpg", "/other/2.jpg"]).NameOf("/data/1.jpg"));
    }

    [Fact]
    public void Another_index_with_the_same_size_and_time_is_another_version()
    {
        (string model, string index) = (At("model"), At("index"));
        DateTime then = DateTime.UtcNow.AddDays(-1);
        byte[] bytes = new byte[3_000_000];
        FileStamp Written(int place)
        {
            bytes[place] ^= 1;
            foreach (string file in new[] { model, index })
            {
                File.WriteAllBytes(file, bytes);
                File.SetLastWriteTimeUtc(file, then);
            }
            return FileStamp.Of(new ServerOptions { Model = model, Index = index });
        }
        FileStamp[] stamps = [Written(0), Written(2_999_999), Written(60_000)];
        Assert.Equal(FileStamp.Of(new ServerOptions { Model = model, Index = index }), stamps[^1]);
        Assert.Equal(3, stamps.Distinct().Count());
        Assert.Equal(3, stamps.Select(stamp => stamp.ToString()).Distinct().Count());
    }

    [Fact]
    public void A_photo_behind_a_link_of_any_folder_on_its_way_stays_below_the_catalogues_folder()
    {
        if (OperatingSystem.IsWindows())
            return; // links need rights there
        foreach (string folder in new[] { "shop/hat", "shop/dress", "secret/bag" })
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(At(folder)).FullName, "1.jpg"), "x");
        Directory.CreateSymbolicLink(At("shop/bag"), At("secret/bag"));
        Directory.CreateSymbolicLink(At("shop/cap"), At("shop/hat"));
        Directory.CreateSymbolicLink(At("other"), At("shop"));
        var folders = new CatalogueFolder([At("shop/hat/1.jpg"), At("shop/dress/1.jpg")]);
        Assert.Equal(At("shop/hat/1.jpg"), folders.Resolve(At("shop/hat/1.jpg")));
        Assert.Null(folders.Resolve(At("shop/bag/1.jpg")));
        Assert.Equal(At("shop/hat/1.jpg"), folders.Resolve(At("shop/cap/1.jpg")));
        Assert.Null(folders.Resolve(At("shop/none.jpg")));
        // The folder itself may be a link.
        Assert.Equal(
            At("shop/hat/1.jpg"), new CatalogueFolder([At("other/hat/1.jpg"), At("other/dress/1.jpg")]).Resolve(At("other/hat/1.jpg")));
    }

    private string At(string name) => Path.Combine(root, name);
}
