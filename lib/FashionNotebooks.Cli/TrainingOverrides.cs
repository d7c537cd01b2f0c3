namespace FashionNotebooks.Cli;

/// <summary>The recipe of a training command and the settings that the command line changes in it.</summary>
internal sealed class TrainingOverrides(CliCommand command)
{
    private readonly Option<string?> recipe = command.Choice(
        "--recipe",
        "reference: the published settings, flaws included. best: the settings that reach most here. "
            + "finetune: the head first, then all layers of trained weights (default: best; finetune for a net with published weights and "
            + "--weights).",
        Training.Recipe.Names);

    private readonly Option<int?> epochs = command.OptionalCount("--epochs", "Passes over the training photos (default: the recipe's).");
    private readonly Option<double?> rate = command.Number("--lr", "X", "Learning rate (default: the recipe's).");
    private readonly Option<int?> batch = command.OptionalCount("--batch-size", "Photos in a step (default: the recipe's).");
    private readonly Option<bool> resume = command.Switch("--resume", "Go on where a stopped run of the same command ended.");
    private readonly Option<string?> corrections = command.Optional(
        "--corrections", "FILE", "A CSV file of label corrections to apply (file,label); delete as a label leaves a photo out.");

    public bool Resume(Invocation line) => line.Get(resume);

    /// <summary>Photos in a step; null leaves them to the recipe.</summary>
    public int? BatchSize(Invocation line) => line.Get(batch);

    public string? Corrections(Invocation line) => line.Get(corrections);

    /// <summary>The recipe that the line names, for its net. Training from published weights has one of its own.</summary>
    /// <param name="architecture">What <c>--arch</c> says.</param>
    /// <param name="weights">What <c>--weights</c> says; named weights bring their net.</param>
    public Recipe Recipe(Invocation line, string? architecture = null, string? weights = null)
    {
        string? net = NamedWeights.ArchitectureFor(weights, architecture);
        bool pretrained = weights is not null && net is not null && Architectures.HasPublishedWeights(net);
        Recipe chosen = Training.Recipe.Named(line.Get(recipe) ?? (pretrained ? Training.Recipe.Finetune : Training.Recipe.Best).Name);
        return chosen with { Architecture = net ?? chosen.Architecture };
    }

    /// <summary>The recipe's stage with the command line's changes.</summary>
    public T Apply<T>(Invocation line, T stage)
        where T : StageRecipe => Changed(stage, line.Get(epochs), line.Get(rate), line.Get(batch));

    /// <summary>A stage with other settings; null leaves its own.</summary>
    public static T Changed<T>(T stage, int? epochs, double? rate, int? batch = null)
        where T : StageRecipe
    {
        StageRecipe changed = stage with
        {
            Epochs = epochs ?? stage.Epochs,
            LearningRate = rate ?? stage.LearningRate,
            BatchSize = batch ?? stage.BatchSize,
        };
        return (T)changed;
    }
}

/// <summary>How photos become the inputs of an architecture: <c>--size</c> and <c>--normalize</c>.</summary>
internal sealed class InputOptions(CliCommand command)
{
    private readonly Option<int?> size = command.OptionalCount(
        "--size", "Input width and height in pixels (default: those of the architecture's published weights, 64 for the course's nets).");

    private readonly Option<string?> normalize = command.Choice(
        "--normalize", "Input range: half is [-1, 1], imagenet its mean and deviation (default: as the published weights want it).", "half",
        "imagenet");

    /// <summary>The rule for an architecture with the line's changes.</summary>
    /// <param name="least">Least side in pixels; an architecture with larger inputs keeps its own.</param>
    /// <param name="blur">Of every picture, in pixels of the input.</param>
    /// <exception cref="InputException">The size or the blur cannot be used.</exception>
    public Preprocessing Rule(Invocation line, string architecture, int least = 0, double blur = 0)
    {
        Preprocessing own = Architectures.PreprocessingOf(architecture);
        return new Preprocessing(
            line.Get(size) ?? Math.Max(own.Size, least),
            Normalize: line.Get(normalize) is { } name ? Preprocessing.ParseNormalization(name) : own.Normalize,
            Blur: blur);
    }
}
