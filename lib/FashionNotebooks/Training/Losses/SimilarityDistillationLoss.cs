namespace FashionNotebooks.Training.Losses;

/// <summary>
/// A student learns whom its teacher finds alike: for each photo of a batch, how the teacher spreads its attention over the others by
/// cosine similarity is the target of the student's own spread (Fang et al., "SEED: Self-supervised Distillation for Visual
/// Representation", 2021, with the batch in place of a queue). Only similarities meet, so the embeddings may differ in length.
/// </summary>
public sealed class SimilarityDistillationLoss : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly double temperature;

    /// <param name="temperature">Divides the similarities; above 0. Smaller looks harder at the nearest photos.</param>
    public SimilarityDistillationLoss(double temperature = 0.1)
        : base(nameof(SimilarityDistillationLoss))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        this.temperature = temperature;
    }

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

    // A photo is no other of itself: its own similarity takes no part.
    private Tensor LogSpread(Tensor features)
    {
        Tensor unit = nn.functional.normalize(features);
        Tensor similarity = unit.mm(unit.t()).div(Held.Number(temperature));                    // [N, N]
        Tensor self = eye(features.shape[0], dtype: ScalarType.Bool, device: features.device);
        return nn.functional.log_softmax(similarity.masked_fill(self, Held.Number(-1e9)), 1);
    }
}
