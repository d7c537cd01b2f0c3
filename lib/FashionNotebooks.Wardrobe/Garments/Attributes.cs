using FashionNotebooks.Photos.Colours;

namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>What a design looks like, in words and numbers: the truth that a search by look is held against.</summary>
internal static class Attributes
{
    private const int Samples = 24;

    /// <summary>The kind of garment within its class. Each case draws what the class's own cut draws first.</summary>
    internal static string Cut(Design design)
    {
        SplitMix cut = design.Cut();
        string Third(int draw, params string[] names) =>
            names[Math.Min((int)(Enumerable.Range(0, draw).Select(_ => cut.Unit()).Last() * 3), 2)];
        return design.Class switch
        {
            "accessories" => cut.Pick("scarf", "belt", "watch", "sunglasses", "tie"),
            "bags" => cut.Pick("tote", "tote", "handbag", "handbag", "backpack", "backpack", "backpack", "shoulder bag", "duffel"),
            "dress" => cut.Pick("sleeveless", "sleeveless", "short sleeves", "short sleeves", "half sleeves", "long sleeves"),
            "hat" => cut.Pick("cap", "cap", "cap", "cap", "cap", "beanie", "beanie", "beanie", "fedora", "bucket hat", "sun hat"),
            "shoes" => cut.Pick("sneaker", "sneaker", "sneaker", "boot", "boot", "heel", "sneaker", "sneaker", "sandal", "slip-on"),
            "pants" => Third(3, "narrow", "straight", "wide"),
            "shorts" => Third(5, "short", "middle", "long"),
            _ => Top(cut, design.Class == "longsleeve" ? 7 : 5),
        };
    }

    /// <summary>The mean colour of the main cloth under even light, as a photo without a cast shows it.</summary>
    internal static Lab Colour(Design design)
    {
        var sum = new Rgb(0, 0, 0);
        for (int i = 0; i < Samples * Samples; i++)
            sum += design.Main.At((i % Samples / (double)Samples) - 0.5, (i / Samples / (double)Samples) - 0.5);
        // The camera's gamma.
        byte Code(float linear) => (byte)Math.Clamp(Math.Round(255 * Math.Sqrt(linear / (Samples * Samples))), 0, 255);
        return Lab.OfRgb(Code(sum.R), Code(sum.G), Code(sum.B));
    }

    /// <summary>Shorter or longer than its cut has it.</summary>
    internal static string Length(Design design) => design.Length < 1 ? "shorter" : design.Length > 1 ? "longer" : "usual";

    private static string Top(SplitMix cut, int styles)
    {
        _ = (cut.Unit(), cut.Unit());
        return new[] { "crew neck", "v-neck", "raglan", "ringer", "polo", "hoodie", "cardigan" }[cut.Below(styles)];
    }
}
