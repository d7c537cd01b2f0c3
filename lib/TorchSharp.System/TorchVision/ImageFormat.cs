namespace TorchSharp;

/// <summary>Images: reading and writing, and transforms of tensors that hold them.</summary>
public static partial class torchvision
{
    /// <summary>File formats of images.</summary>
    public enum ImageFormat
    {
        /// <summary>Not known.</summary>
        Unknown,

        /// <summary>Portable network graphics.</summary>
        Png,

        /// <summary>Joint photographic experts group.</summary>
        Jpeg,

        /// <summary>Windows bitmap.</summary>
        Bmp,

        /// <summary>Graphics interchange format.</summary>
        Gif,

        /// <summary>Tagged image file format.</summary>
        Tiff,

        /// <summary>Portable bitmap.</summary>
        Pbm,

        /// <summary>Truevision graphics adapter.</summary>
        Tga,

        /// <summary>WebP.</summary>
        Webp,

        /// <summary>Windows metafile.</summary>
        Wmf,

        /// <summary>Enhanced metafile.</summary>
        Emf,

        /// <summary>Exchangeable image file.</summary>
        Exif,
    }
}
