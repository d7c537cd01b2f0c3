using FashionNotebooks.Photos.Decoding;
using static TorchSharp.torch;

namespace FashionNotebooks.Photos;

/// <summary>One picture, prepared as the model was trained.</summary>
public static class Photo
{
    internal delegate T ReadBytes<out T>(ReadOnlySpan<byte> file);

    /// <summary>One picture file: uint8 <c>[3, S, S]</c>.</summary>
    /// <exception cref="InputException">The file is missing, no picture, damaged, or over the limits.</exception>
    public static Tensor Read(string path, Preprocessing preprocessing, ImageLimits? limits = null) =>
        ToTensor(ReadPlanes(path, preprocessing, limits), preprocessing);

    /// <summary>One picture from a file's bytes: uint8 <c>[3, S, S]</c>.</summary>
    /// <exception cref="InputException">The bytes are no picture, damaged, or over the limits.</exception>
    public static Tensor Decode(ReadOnlySpan<byte> file, Preprocessing preprocessing, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        byte[] planes = new byte[3 * preprocessing.Size * preprocessing.Size];
        PhotoDecoder.Decode(file, preprocessing, planes, limits);
        return ToTensor(planes, preprocessing);
    }

    /// <summary>Planes R, G, B of a file: <c>[3, S, S]</c> bytes.</summary>
    /// <exception cref="InputException">The file is missing, no picture, damaged, or over the limits.</exception>
    public static byte[] ReadPlanes(string path, Preprocessing preprocessing, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        byte[] planes = new byte[3 * preprocessing.Size * preprocessing.Size];
        return WithPath(path, limits, file =>
        {
            PhotoDecoder.Decode(file, preprocessing, planes, limits);
            return planes;
        });
    }

    private static Tensor ToTensor(byte[] planes, Preprocessing preprocessing)
    {
        Tensor result = empty(3, preprocessing.Size, preprocessing.Size, dtype: ScalarType.Byte);
        planes.CopyTo(result.bytes);
        return result;
    }

    /// <summary>Reads a file no larger than the limit and names it in every error.</summary>
    internal static T WithPath<T>(string path, ImageLimits? limits, ReadBytes<T> read)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            (limits ?? ImageLimits.Folder).CheckBytes(stream.Length);
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return read(bytes);
        }
        catch (UnauthorizedAccessException e) when (Directory.Exists(path))
        {
            throw new InputException($"'{path}' is a folder; give the file of a picture", e);
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
}
