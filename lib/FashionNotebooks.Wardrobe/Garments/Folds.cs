namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>The creases of a cloth.</summary>
/// <param name="Strength">0 for a hard thing, 1 for a shirt just taken from a drawer.</param>
/// <param name="Scale">Creases per garment unit.</param>
/// <param name="Stretch">How much longer than wide a crease is, along the y axis.</param>
internal sealed record Folds(double Strength, double Scale, double Stretch);
