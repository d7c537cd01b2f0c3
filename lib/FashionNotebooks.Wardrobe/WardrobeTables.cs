using System.Text;
using FashionNotebooks.Photos.Colours;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Wardrobe;

/// <summary>The wardrobe's CSV files: UTF-8, a header line, line feeds, no field needs quotes.</summary>
internal static class WardrobeTables
{
    internal static string Garments(SampleWardrobe wardrobe) => Table(
        "image,class,category,item,view,contributor,date,split,file,twin_of,cut,length,colour,lab_l,lab_a,lab_b,pattern",
        from photo in wardrobe.Photos
        group photo by photo.Garment into views
        let look = Look(views.Key.Design)
        from p in views
        select Row(p.Name, p.Class, p.Category, p.Garment.Id, p.View, p.Garment.Contributor, Day(p.Date),
            p.Garment.Split, p.File, p.Garment.TwinOf, look));

    internal static string Senders(SampleWardrobe wardrobe) => Table(
        "image,sender_id", wardrobe.Photos.Select(p => Row(p.Name, p.Garment.Contributor)));

    internal static string Pairs(SampleWardrobe wardrobe) => Table(
        "a,b,same,difficulty,split,detail",
        wardrobe.Pairs.Select(p => Row(
            p.A.File, p.B.File, p.Same ? 1 : 0, Name(p.Difficulty), p.A.Garment.Split, p.Detail)));

    internal static string Planted(SampleWardrobe wardrobe) => Table(
        "image,kind,class,true_class,copy_of,file",
        wardrobe.Photos.Where(p => p.IsMislabelled).Select(p => Row(p.Name, "wrong-label", p.Class, p.Garment.Class, null, p.File))
            .Concat(wardrobe.Photos.Where(p => p.CopyOf is not null)
                .Select(p => Row(p.Name, "near-duplicate", p.Class, p.Garment.Class, (p with { View = p.CopyOf!.Value }).Name, p.File))));

    private static string Look(Design design)
    {
        Lab colour = Attributes.Colour(design);
        return Row(
            Attributes.Cut(design), Attributes.Length(design), ColourName.Of(colour), Tenths(colour.L), Tenths(colour.A), Tenths(colour.B),
            design.Main.Pattern.ToString().ToLowerInvariant());
    }

    private static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Name(PairDifficulty difficulty) => difficulty switch
    {
        PairDifficulty.SameGarment => "same-item",
        PairDifficulty.OtherClass => "other-class",
        PairDifficulty.SameClass => "same-class",
        _ => "near-twin",
    };

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Row(params object?[] fields) =>
        string.Join(',', fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture)));

    internal static string Table(string header, IEnumerable<string> rows) =>
        string.Concat(rows.Prepend(header).Select(row => row + "\n"));
}
