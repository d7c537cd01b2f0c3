using FashionNotebooks.Photos;

namespace FashionNotebooks.Tests.Photos;

/// <summary>Paths of the committed pictures (made by Fixtures/make_images.py) and folders that live as long as a test.</summary>
internal static class Fixture
{
    internal static string Image(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "images", name);

    internal static byte[] Bytes(string name) => File.ReadAllBytes(Image(name));

    internal static TemporaryFolder Folder() => new();

    /// <summary>A folder of class folders with copies of one small picture, each with its own file name.</summary>
    internal static TemporaryFolder Classes(params (string Name, int Count)[] classes)
    {
        var folder = new TemporaryFolder();
        foreach ((string name, int count) in classes)
        {
            for (int i = 0; i < count; i++)
                folder.Copy("rgb.png", $"{name}/{Path.GetFileName(name)}_{i:000}.png");
        }
        return folder;
    }

    internal static byte[] Planes(Photo image)
    {
        int plane = image.Width * image.Height;
        byte[] planes = new byte[3 * plane];
        for (int i = 0; i < planes.Length; i++)
            planes[i % 3 * plane + i / 3] = image.Pixels[i];
        return planes;
    }
}
