namespace FashionNotebooks.Training;

/// <summary>
/// Trains a Siamese network in memory: <c>new SiameseTrainer(network, train, validation).Train(epochs: 5, lr: 0.001)</c>.
/// </summary>
/// <param name="network">The network; training changes it, and with it the backbone it took over.</param>
/// <param name="train">Photos to learn from, of at least two classes.</param>
/// <param name="validation">Photos that decide which epoch is kept; the same classes.</param>
public sealed class SiameseTrainer(SiameseNetwork network, PhotoSet train, PhotoSet validation) : StageTrainer<SiameseRecipe>
{
    private protected override Objective ObjectiveOf(SiameseRecipe recipe) =>
        new MetricObjective(network, train, validation, recipe, Seed);
}
