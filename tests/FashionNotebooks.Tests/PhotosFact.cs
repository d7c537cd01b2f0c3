namespace FashionNotebooks.Tests;

/// <summary>A test that needs the real photos: the folder in FASHION_DATA, with <c>train/</c> and <c>validation/</c>.</summary>
public sealed class PhotosFact : FactAttribute
{
    /// <summary>Skips the test when the photos are not there.</summary>
    public PhotosFact()
    {
        if (!Directory.Exists(Path.Combine(Folder, "train")))
            Skip = "set FASHION_DATA to the folder of the real photos";
    }

    /// <summary>The photos' folder, or an empty text.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("FASHION_DATA") ?? "";
}
