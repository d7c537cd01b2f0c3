using System.Globalization;
using System.Text;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Wardrobe.Photography;

namespace FashionNotebooks.Wardrobe;

/// <summary>The wardrobe's CSV files: UTF-8, a header line, line feeds, no field needs quotes.</summary>
internal static class WardrobeTables
{
    internal static string Items(SampleWardrobe wardrobe) => Table(
        "image,class,category,item,view,contributor,date,split,file,twin_of",
        wardrobe.Pictures.Select(p => Row(p.Name, p.Class, p.Category, p.Item.Id, p.View, p.Item.Contributor, Day(p.Date), p.Item.Split, p.File, p.Item.TwinOf)));

    internal static string Senders(SampleWardrobe wardrobe) => Table(
        "image,sender_id", wardrobe.Pictures.Select(p => Row(p.Name, p.Item.Contributor)));

    internal static string Pairs(SampleWardrobe wardrobe) => Table(
        "a,b,same,difficulty,split,detail",
        wardrobe.Pairs.Select(p => Row(
            p.A.File, p.B.File, p.Same ? 1 : 0, Name(p.Difficulty), p.A.Item.Split, p.Difficulty == PairDifficulty.NearTwin ? p.B.Item.Detail.ToString()!.ToLowerInvariant() : "")));

    internal static string Planted(SampleWardrobe wardrobe) => Table(
        "image,kind,class,true_class,copy_of,file",
        wardrobe.Pictures.Where(p => p.IsMislabelled).Select(p => Row(p.Name, "wrong-label", p.Class, p.Item.Class, null, p.File))
            .Concat(wardrobe.Pictures.Where(p => p.CopyOf is not null)
                .Select(p => Row(p.Name, "near-duplicate", p.Class, p.Item.Class, (p with { View = p.CopyOf!.Value }).Name, p.File))));

    private static string Name(PairDifficulty difficulty) => difficulty switch
    {
        PairDifficulty.SameItem => "same-item",
        PairDifficulty.OtherClass => "other-class",
        PairDifficulty.SameClass => "same-class",
        _ => "near-twin",
    };

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Row(params object?[] fields) =>
        string.Join(',', fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture)));

    private static string Table(string header, IEnumerable<string> rows)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (string row in rows)
            text.Append(row).Append('\n');
        return text.ToString();
    }
}
