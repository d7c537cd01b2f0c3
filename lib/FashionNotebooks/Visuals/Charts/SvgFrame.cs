namespace FashionNotebooks.Visuals.Charts;

/// <summary>The rectangle in which series are drawn, in pixels, and how the names below it stand.</summary>
internal sealed record SvgFrame(double Left, double Top, double Width, double Height)
{
    internal int Turn { get; init; } // degrees by which names are turned, so that all find room
    internal int Every { get; init; } = 1; // every so many names are written: all, unless they stand closer than a line is high
    internal double Below { get; init; } // height of the names
    internal double Floor => Top + Height;

    internal double X(FigureAxis axis, double at) => Left + (axis.Share(at) * Width);

    internal double Y(FigureAxis axis, double at) => Floor - (axis.Share(at) * Height);
}
