namespace FashionNotebooks.Photos.Decoding;

/// <summary>How large a photo may be. The decoder's own figures are held against it before any pixel is allocated.</summary>
/// <param name="MaxPixels">Width times height.</param>
/// <param name="MaxSide">The longer side in pixels.</param>
/// <param name="MaxBytes">The size of the file.</param>
public sealed record PhotoLimits(long MaxPixels, int MaxSide, long MaxBytes)
{
    /// <summary>For one's own folders.</summary>
    public static PhotoLimits Folder { get; } = new(Limits.PhotoPixels, Limits.PhotoSide, Limits.PhotoBytes);

    /// <summary>For photos that strangers send.</summary>
    public static PhotoLimits Upload { get; } = new(Limits.UploadPixels, Limits.PhotoSide, Limits.UploadBytes);

    /// <summary>Reads a file no larger than the limit and names it in every error.</summary>
    internal static T WithPath<T>(string path, PhotoLimits? limits, Func<byte[], T> read)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            (limits ?? Folder).CheckBytes(stream.Length);
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return read(bytes);
        }
        catch (UnauthorizedAccessException e) when (Directory.Exists(path))
        {
            throw new InputException($"'{path}' is a folder; give the file of a picture", e);
        }
        catch (NotSupportedException e)
        {
            throw new InputException($"cannot read '{path}': it is not a regular file; name a file on a disk", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"there is no picture '{path}'; check the path", e);
        }
        catch (PhotoException e)
        {
            throw new PhotoException(e.Fault, $"cannot read '{path}': {e.Message.TrimEnd('.')}", e);
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read '{path}': {e.Message.TrimEnd('.')}", e);
        }
    }

    internal void CheckBytes(long bytes)
    {
        if (bytes == 0)
            throw new PhotoException(PhotoFault.Format, "the file is empty");
        if (bytes > MaxBytes)
            throw new PhotoException(PhotoFault.TooLarge, $"the file has {bytes / 1e6:0.0} MB; at most {MaxBytes / 1e6:0} MB are read");
    }

    internal void CheckSize(int width, int height)
    {
        if (width <= 0 || height <= 0)
            throw PhotoException.Damaged("the header declares no pixels");
        if (width > MaxSide || height > MaxSide || (long)width * height > MaxPixels)
            throw new PhotoException(
                PhotoFault.TooLarge,
                $"the header declares {width} x {height} pixels; at most {MaxPixels / 1e6:0} megapixels and {MaxSide} per side are read");
    }
}
