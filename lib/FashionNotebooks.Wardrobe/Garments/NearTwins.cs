namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>
/// Near-twins for learning to tell garments apart: every kind of difference as often as the garments allow, and only such as a photo can
/// show. A longer belt looks like the same belt from farther away; a logo on flowered cloth is lost in it.
/// </summary>
internal static class NearTwins
{
    private const double FinestPattern = 8.5, Finer = 1.8, Coarser = 0.55, Longer = 1.4, Shorter = 0.71;
    private const int FullRow = 5;

    /// <summary>The same cut and colours with one thing changed; null when no change would show.</summary>
    internal static Design? Of(Design design, SplitMix random)
    {
        TwinDetail[] details = Enum.GetValues<TwinDetail>();
        random.Shuffle<TwinDetail>(details);
        // Nearly every garment has a length; one in four differs in it, and those that can differ in nothing else.
        if (details[0] != TwinDetail.Hem)
            details = [.. details.Where(detail => detail != TwinDetail.Hem), TwinDetail.Hem];
        foreach (TwinDetail detail in details)
        {
            if (Change(design, detail, random) is { } twin && Visibility.Shows(design, twin, detail))
                return twin;
        }
        return null;
    }

    /// <summary>In what two designs of one cut differ.</summary>
    internal static TwinDetail Between(Design a, Design b) =>
        a.Main != b.Main ? TwinDetail.Pattern
        : a.Length != b.Length ? TwinDetail.Hem
        : a.Buttons != b.Buttons ? TwinDetail.Buttons
        : TwinDetail.Print;

    private static Design? Change(Design design, TwinDetail detail, SplitMix random)
    {
        Fabric cloth = design.Main;
        double factor = cloth.Frequency > FinestPattern ? Coarser : Finer;
        bool calm = !cloth.HasRepeats && cloth.Pattern != FabricPattern.Camouflage;
        return detail switch
        {
            TwinDetail.Pattern when cloth.HasRepeats => design with { Main = cloth with { Frequency = cloth.Frequency * factor } },
            TwinDetail.Print when calm && !design.HasPrint => design with { HasPrint = true },
            TwinDetail.Print when calm => random.Chance(0.5) ? design with { HasPrint = false } : OtherPrint(design, random),
            TwinDetail.Buttons when calm => design with { Buttons = design.Buttons == 0 ? FullRow : 0 },
            TwinDetail.Hem => design with { Length = random.Pick(Shorter, Longer) },
            _ => null,
        };
    }

    private static Design OtherPrint(Design design, SplitMix random)
    {
        Design other = design with { PrintSeed = random.Next() };
        while (Print.KindOf(other) == Print.KindOf(design))
            other = design with { PrintSeed = random.Next() };
        return other;
    }
}
