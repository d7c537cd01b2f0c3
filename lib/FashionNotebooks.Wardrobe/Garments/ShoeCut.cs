using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Pairs of shoes: sneakers from the side and from above, boots, heels, flip-flops, sandals and loafers.</summary>
internal static class ShoeCut
{
    internal static Garment Sew(Design design, SplitMix arrangement)
    {
        SplitMix cut = design.Cut();
        int kind = cut.Pick(0, 0, 0, 1, 1, 2, 3, 3, 4, 5);
        bool above = kind >= 3;
        Garment one = new();
        switch (kind)
        {
            case 0:
                SideShoe.Sneaker(one, design, cut);
                break;
            case 1:
                SideShoe.Boot(one, design, cut);
                break;
            case 2:
                SideShoe.Heel(one, design, cut);
                break;
            default:
                TopShoe.Sew(one, design, cut, kind);
                break;
        }
        var pair = new Garment { Folds = new(0.35, 3.5, 1) };
        double turn = 0.12 * arrangement.Normal();
        if (!arrangement.Chance(0.12))
        {
            Point shift = above ? new(-arrangement.Between(0.5, 0.6), 0.1 * arrangement.Normal()) : new(arrangement.Between(-0.3, 0.3), -arrangement.Between(0.3, 0.5));
            pair.Add(one.Parts.Select(part => part.Moved(p => (above ? new Point(-p.X, p.Y) : p).Turned(-turn) + shift)));
        }
        pair.Add(one.Parts.Select(part => part.Moved(p => p.Turned(turn))));
        return pair;
    }
}
