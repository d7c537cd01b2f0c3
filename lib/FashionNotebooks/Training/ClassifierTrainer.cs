namespace FashionNotebooks.Training;

/// <summary>Trains a classifier in memory: <c>new ClassifierTrainer(model, train, validation).Train(epochs: 5, lr: 0.01)</c>.</summary>
/// <param name="model">The classifier; training changes it.</param>
/// <param name="train">Photos to learn from; at least 2.</param>
/// <param name="validation">Photos that decide which epoch is kept; the same classes.</param>
public sealed class ClassifierTrainer(ImageClassifier model, PhotoSet train, PhotoSet validation) : StageTrainer<ClassifierRecipe>
{
    private protected override Objective ObjectiveOf(ClassifierRecipe recipe) =>
        new ClassificationObjective(model, train, validation, recipe, Seed);
}
