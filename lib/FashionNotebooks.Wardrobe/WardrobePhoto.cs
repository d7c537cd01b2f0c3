namespace FashionNotebooks.Wardrobe;

/// <summary>One photo of a garment, as it lies in the folder tree.</summary>
/// <param name="View">Number among the garment's photos, from 1.</param>
/// <param name="Class">The folder it lies in: the garment's class, or another one if a wrong label was planted.</param>
/// <param name="Date">When it was taken.</param>
/// <param name="CopyOf">The view of which this is a planted near-duplicate, or null.</param>
public sealed record WardrobePhoto(WardrobeGarment Garment, int View, string Class, DateOnly Date, int? CopyOf = null)
{
    /// <summary>
    /// The contributor who took it, where that is not the garment's: photos of near-twins share the home and the light, so that only the
    /// garment tells them apart. Such photos lie in the folder <c>twins</c> and belong to no split.
    /// </summary>
    public int? TakenBy { get; init; }

    /// <summary>accessories, bags, clothing or shoes, after the label.</summary>
    public string Category => WardrobeClasses.CategoryOf(Class);

    /// <summary>File name without extension, unique in the wardrobe: <c>category_item_view</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Category}_{Garment.Id:D4}_{View}");

    /// <summary>Path from the wardrobe's folder, with forward slashes.</summary>
    public string File => $"{(TakenBy is null ? "" : "twins/")}{Garment.Split}/{Class}/{Name}.jpg";

    /// <summary>Whether the label was planted wrong.</summary>
    public bool IsMislabelled => Class != Garment.Class;
}

/// <summary>The nine classes of the sample wardrobe and the four categories they fall into.</summary>
public static class WardrobeClasses
{
    /// <summary>The classes, sorted ordinally. Accessories are scarves, belts, watches, sunglasses and ties.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["accessories", "bags", "dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];

    /// <summary>accessories, bags, clothing or shoes. A hat counts as an accessory: it is worn with an outfit and does not dress.</summary>
    public static string CategoryOf(string garmentClass) => garmentClass switch
    {
        "accessories" or "hat" => "accessories",
        "bags" => "bags",
        "shoes" => "shoes",
        _ => "clothing",
    };
}
