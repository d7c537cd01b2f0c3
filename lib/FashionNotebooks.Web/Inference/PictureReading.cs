using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Web.Inference;

/// <summary>What a model said about one picture.</summary>
/// <param name="Probabilities">One for each class; null if the model has no classes.</param>
/// <param name="Embedding">Null if it was not asked for.</param>
/// <param name="Why">How much each place speaks for a class; null if it was not asked for.</param>
internal sealed record PictureReading(float[]? Probabilities, float[]? Embedding, PlaceMap? Why = null);
