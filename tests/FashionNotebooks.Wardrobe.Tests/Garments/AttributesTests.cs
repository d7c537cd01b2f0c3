using FashionNotebooks.Wardrobe.Garments;

namespace FashionNotebooks.Wardrobe.Tests.Garments;

/// <summary>What the wardrobe says of its garments is what it sews.</summary>
public class AttributesTests
{
    private static readonly SampleWardrobe Drawn = new(new WardrobeSettings { PerClass = 60 });

    [Fact]
    public void Cuts_are_those_that_are_sewn()
    {
        foreach (WardrobeGarment garment in Drawn.Garments)
        {
            Design design = garment.Design;
            string cut = Attributes.Cut(design);
            Garment sewn = Tailor.Sew(design, new(1));
            bool zip = sewn.Parts.Any(part => part.Fabric.Base == Palette.Steel);
            switch (design.Class)
            {
                case "accessories":
                    Assert.Equal(cut == "scarf", sewn.Folds.Strength > 1);
                    break;
                case "longsleeve":
                    Assert.Equal(cut == "hoodie", zip);
                    break;
                default:
                    Assert.NotEmpty(cut);
                    break;
            }
        }
        Assert.All(Drawn.Garments.GroupBy(garment => garment.Class), garments =>
            Assert.InRange(garments.Select(garment => Attributes.Cut(garment.Design)).Distinct().Count(), 3, 7));
    }
}
