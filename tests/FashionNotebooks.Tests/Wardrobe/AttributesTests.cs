using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Tests.Photos;
using FashionNotebooks.Wardrobe;
using FashionNotebooks.Wardrobe.Garments;

namespace FashionNotebooks.Tests.Wardrobe;

/// <summary>What the wardrobe says of its garments is what it sews.</summary>
public class AttributesTests
{
    private static readonly SampleWardrobe Drawn = new(new WardrobeSettings { PerClass = 60 });

    [Fact]
    public void CutsAreThoseThatAreSewn()
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

    [Fact]
    public void AFolderOfAnEarlierVersionGetsTheColumns()
    {
        using TemporaryFolder folder = Fixture.Folder();
        var settings = new WardrobeSettings { PerClass = 5, Size = 32 };
        SampleWardrobe.Write(folder.At("w"), settings);
        string table = Path.Combine(folder.At("w"), "items.csv"), written = File.ReadAllText(table);
        File.WriteAllLines(table, written.TrimEnd().Split('\n').Select(line => string.Join(',', line.Split(',')[..10])));
        SampleWardrobe.Write(folder.At("w"), settings);
        Assert.Equal(written, File.ReadAllText(table));
        Assert.All(CsvTable.Read(table, "cut", "length", "colour", "lab_l", "lab_a", "lab_b", "pattern"), fields =>
            Assert.DoesNotContain("", fields));
    }
}
