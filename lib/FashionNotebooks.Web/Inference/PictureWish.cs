namespace FashionNotebooks.Web.Inference;

/// <summary>What a request wants a model to say about a picture, beside the probabilities of its classes.</summary>
/// <param name="Embed">Its embedding.</param>
/// <param name="Why">Which of its places speak for a class.</param>
/// <param name="Class">That class, by number; null is the most probable one.</param>
internal sealed record PictureWish(bool Embed = false, bool Why = false, int? Class = null);
