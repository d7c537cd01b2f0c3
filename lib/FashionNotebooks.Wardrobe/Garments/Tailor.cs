using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Sews the garment of a design, laid out as <c>arrangement</c> says (where the sleeves lie, how far the legs spread).</summary>
internal static class Tailor
{
    internal static Garment Sew(Design design, SplitMix arrangement) => design.Class switch
    {
        "accessories" => AccessoryCut.Sew(design, arrangement),
        "bags" => BagCut.Sew(design, arrangement),
        "dress" => DressCut.Sew(design, arrangement),
        "hat" => HatCut.Sew(design, arrangement),
        "longsleeve" => TopCut.Sew(design, arrangement, longSleeves: true),
        "pants" => LegCut.Sew(design, arrangement, shorts: false),
        "shoes" => ShoeCut.Sew(design, arrangement),
        "shorts" => LegCut.Sew(design, arrangement, shorts: true),
        "t-shirt" => TopCut.Sew(design, arrangement, longSleeves: false),
        _ => throw new ArgumentException($"no cut for class '{design.Class}'", nameof(design)),
    };
}
