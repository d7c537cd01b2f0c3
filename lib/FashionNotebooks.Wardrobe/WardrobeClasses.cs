namespace FashionNotebooks.Wardrobe;

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
