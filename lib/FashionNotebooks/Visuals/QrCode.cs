using QRCoder;

namespace FashionNotebooks.Visuals;

/// <summary>An address as a square that a phone's camera reads (ISO/IEC 18004).</summary>
public static class QrCode
{
    private const int Cell = 6;

    /// <exception cref="ArgumentException">There is no text.</exception>
    public static Drawing Of(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        using var maker = new QRCodeGenerator();
        using QRCodeData code = maker.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        int side = code.ModuleMatrix.Count; // the white border is part of it
        IEnumerable<string> dark = from y in Enumerable.Range(0, side)
                                   from x in Enumerable.Range(0, side)
                                   where code.ModuleMatrix[y][x]
                                   select $"M{x * Cell} {y * Cell}h{Cell}v{Cell}h-{Cell}z";
        var pen = new SvgPen(side * Cell, side * Cell);
        pen.Area(string.Concat(dark), "#000000", opacity: 1);
        return pen.Finish("", $"a QR code that leads to {text}");
    }
}
