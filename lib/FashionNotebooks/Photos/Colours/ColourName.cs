namespace FashionNotebooks.Photos.Colours;

/// <summary>Words for colours, as a shop has them.</summary>
public static class ColourName
{
    private static readonly (string Name, Lab Colour)[] Known =
    [
        ("black", new(12, 0, 0)), ("grey", new(52, 0, 0)), ("white", new(93, 0, 2)), ("beige", new(78, 4, 18)), ("brown", new(36, 15, 22)),
        ("navy", new(20, 6, -22)), ("blue", new(42, 4, -40)), ("light blue", new(76, -6, -17)), ("turquoise", new(62, -28, -8)),
        ("green", new(44, -32, 22)), ("olive", new(44, -6, 28)), ("yellow", new(84, 2, 68)), ("orange", new(64, 42, 56)),
        ("red", new(44, 62, 38)), ("burgundy", new(28, 36, 12)), ("pink", new(74, 32, 2)), ("purple", new(38, 38, -36)),
    ];

    /// <summary>The name of the colour that looks least different.</summary>
    public static string Of(Lab colour) => Known.MinBy(known => known.Colour.Difference(colour)).Name;
}
