namespace FashionNotebooks.Photos.Decoding;

public enum PhotoFault
{
    /// <summary>The bytes are no photo, or of a format that is not read.</summary>
    Format,

    /// <summary>More bytes or pixels than the limits allow.</summary>
    TooLarge,

    /// <summary>Cut off, or against the rules of its format.</summary>
    Damaged,
}

/// <summary>The bytes of a photo cannot be used.</summary>
public sealed class PhotoException(PhotoFault fault, string message, Exception? inner = null) : InputException(message, inner)
{
    public PhotoFault Fault { get; } = fault;

    internal static PhotoException Damaged(string? how = null) => new(PhotoFault.Damaged, how ?? "the picture data is damaged or cut off");
}
