namespace FashionNotebooks.Training.Losses;

/// <summary>
/// A student learns whom its teacher finds alike: for each photo of a batch, how the teacher spreads its attention over the others by
/// cosine similarity is the target of the student's own spread (Fang et al., "SEED: Self-supervised Distillation for Visual
/// Representation", 2021, with the batch in place of a queue). Only similarities meet, so the embeddings may differ in length.
/// </summary>
/// <param name="temperature">Divides the similarities; above 0. Smaller looks harder at the nearest photos.</param>
public sealed class SimilarityDistillationLoss(double temperature = 0.1)
    : nn.Module<Tensor, Tensor, Tensor>(nameof(SimilarityDistillationLoss))
{
    private readonly double temperature = AboveZero.Of(temperature);

    /// <summary>Mean Kullback–Leibler divergence of the student's spread from the teacher's; 0 when they agree.</summary>
    /// <param name="student"><c>[N, D]</c>, of any length, N at least 2; the gradient flows here.</param>
    /// <param name="teacher"><c>[N, E]</c>, the same photos.</param>
    public override Tensor forward(Tensor student, Tensor teacher)
    {
        using var scope = NewDisposeScope();
        Tensor wanted = LogSpread(teacher.detach());                                            // [N, N]
        Tensor divergence = wanted.exp().mul(wanted.add(LogSpread(student), Held.Number(-1)));  // [N, N]
        return divergence.sum().div(Held.Number(student.shape[0])).MoveToOuterDisposeScope();
    }

    private Tensor LogSpread(Tensor features) => nn.functional.log_softmax(BatchPairs.Likeness(features, temperature), 1);
}
