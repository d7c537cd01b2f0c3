using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>The result of one forward pass.</summary>
/// <param name="Loss">A single value with a gradient.</param>
/// <param name="MeanPairwiseDistance">Mean distance between the embeddings of the batch, where there are any.</param>
internal readonly record struct StepOutcome(Tensor Loss, double? MeanPairwiseDistance = null);
