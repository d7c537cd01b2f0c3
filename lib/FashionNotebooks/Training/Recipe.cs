namespace FashionNotebooks.Training;

/// <summary>A named set of settings for both stages; a record, so that an experiment is <c>recipe with { … }</c>.</summary>
/// <param name="Name">Its name, also in a checkpoint's metadata.</param>
/// <param name="Architecture">The architecture, unless another is named.</param>
/// <param name="Classifier">Settings of the first stage.</param>
/// <param name="Siamese">Settings of the second stage.</param>
public sealed record Recipe(string Name, string Architecture, ClassifierRecipe Classifier, SiameseRecipe Siamese)
{
    /// <summary>Settings of the fine-grained encoder: from random weights, or from trained ones in <see cref="Finetune"/>.</summary>
    public FineGrainedRecipe FineGrained { get; init; } = new();

    /// <summary>The recipe for a second stage that has a teacher: it takes longer, and the teacher's likenesses count for half.</summary>
    public Recipe Taught => this with
    {
        Siamese = Siamese with { Epochs = 6, LearningRate = 3e-4, TeacherShare = 0.5, TeacherTemperature = 0.1 },
    };

    /// <summary>
    /// The published settings, flaws included: 5 epochs each, a step schedule that never steps, anchors that may be their own positives,
    /// embeddings of any length.
    /// </summary>
    public static Recipe Reference { get; } = new("reference", Architectures.MobileNetLike, new ClassifierRecipe(), new SiameseRecipe());

    /// <summary>What reaches the course's table: see the members for what it changes and why.</summary>
    public static Recipe Best { get; } = new("best", Architectures.SmallRes, BestRecipe.Classifier, BestRecipe.Siamese);

    /// <summary>From pretrained weights: the head by logistic regression, then all layers, the lower the more slowly.</summary>
    public static Recipe Finetune { get; } = new(
        "finetune", Architectures.MobileNetV1Quarter, FinetuneRecipe.Classifier, BestRecipe.Siamese)
    {
        FineGrained = FinetuneRecipe.FineGrained,
    };

    /// <summary>The protocol of the comparison of backbones: Adam on a cosine, flips, rotations and zooms, early stopping.</summary>
    public static Recipe CrossValidation { get; } = new(
        "crossvalidation",
        Architectures.SmallRes,
        new ClassifierRecipe
        {
            Epochs = 10,
            LearningRate = 1e-3,
            Schedule = ScheduleKind.Cosine,
            Augmentation = new Augmentation { HorizontalFlip = 0.5, Rotation = 15, MinScale = 0.85, MaxScale = 1.15 },
            Patience = 3,
            ClassWeights = false,
        },
        new SiameseRecipe());

    private static readonly Recipe[] All = [Reference, Best, Finetune, CrossValidation];

    /// <summary>The names that <see cref="Named"/> accepts.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(recipe => recipe.Name)];

    /// <exception cref="InputException">The name is unknown.</exception>
    public static Recipe Named(string name) => Array.Find(All, recipe => recipe.Name == name)
        ?? throw new InputException($"unknown recipe '{name}'; choose one of {string.Join(", ", Names)}");
}
