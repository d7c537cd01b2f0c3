namespace FashionNotebooks.Training;

/// <summary>Settings that every stage of training has. The defaults are the reference's.</summary>
public abstract record StageRecipe
{
    /// <summary>Passes over the training photos; at least 1.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Photos (or triplets) in a step; at least 2.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>True: a last batch that is not full is left out of each epoch.</summary>
    public bool DropLast { get; init; }

    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>Learning rate; the top of the curve for <see cref="ScheduleKind.OneCycle"/>.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>
    /// Factor of the learning rate from each stage of the backbone to the one below it (Howard and Ruder, "Universal Language Model
    /// Fine-tuning for Text Classification", 2018): what photos have in common is learnt already. 1: the same for all.
    /// </summary>
    public double StageDecay { get; init; } = 1;

    /// <summary>Epochs without a better one after which training stops; 0: it never does.</summary>
    public int Patience { get; init; }

    /// <summary>Learning rate of Muon for the convolutions behind the stem, on the same schedule; 0: the optimizer has them too.</summary>
    public double MuonRate { get; init; }

    /// <summary>Weight decay, decoupled with AdamW.</summary>
    public double WeightDecay { get; init; }

    /// <summary>True: weight decay leaves batch norm and biases alone, which have nothing to shrink towards.</summary>
    public bool DecayWeightsOnly { get; init; }

    /// <summary>How the learning rate changes.</summary>
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Constant;

    /// <summary>Epochs between two falls of <see cref="ScheduleKind.Step"/>.</summary>
    public int StepEpochs { get; init; } = 5;

    /// <summary>Factor of each fall of <see cref="ScheduleKind.Step"/>.</summary>
    public double StepFactor { get; init; } = 0.1;

    /// <summary>Share of the steps that <see cref="ScheduleKind.OneCycle"/> spends rising, in (0, 1).</summary>
    public double WarmUp { get; init; } = 0.2;

    /// <summary>Longest gradient, over all parameters together; 0 leaves gradients as they are.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Decay per step of the moving average of the weights, which is then what is validated and kept; 0 keeps none.</summary>
    public double AverageDecay { get; init; }

    /// <summary>Random changes to the training photos.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.Reference;

    /// <summary>True: the epoch with the best validation score is kept. False: the last.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>
    /// True: scores and embeddings are the mean over a photo and its mirror image, in validation and wherever the file is used.
    /// </summary>
    public bool FlipAverage { get; init; }

    /// <summary>
    /// Side in pixels at which training photos are decoded for a model that sees 64 pixels; larger leaves room to move and zoom. It grows
    /// with the model's input.
    /// </summary>
    public int TrainSize { get; init; } = 64;

    /// <summary>
    /// Side in pixels of the model's inputs in the first epochs, which are then cheaper, where it is 64 later; 0: the same throughout.
    /// </summary>
    public int EarlySize { get; init; }

    /// <summary>Share of the epochs that use <see cref="EarlySize"/>, in [0, 1].</summary>
    public double EarlyShare { get; init; } = 0.5;

    /// <summary>Lay photos and weights out channels-last: faster, with other last digits.</summary>
    public bool ChannelsLast { get; init; } = true;

    /// <summary>Whether an epoch depends on how many there will be; where not, a finished run may be made longer.</summary>
    internal virtual bool DependsOnLength => Schedule is ScheduleKind.OneCycle or ScheduleKind.Cosine || EarlySize > 0;

    /// <summary>A side in pixels that a recipe names for inputs of 64, for inputs of another side.</summary>
    internal static int Scaled(int side, int input) => side * input / Preprocessing.Course.Size;

    /// <summary>
    /// Steps of an epoch over this many photos. A last batch of one is left out: batch norm cannot learn from it. Fewer photos than a batch
    /// are one small batch.
    /// </summary>
    internal int StepsFor(int photos) =>
        (photos / BatchSize) + ((!DropLast || photos < BatchSize) && photos % BatchSize > 1 ? 1 : 0);
}

/// <summary>The optimizers a recipe can name.</summary>
public enum OptimizerKind
{
    /// <summary>Kingma and Ba, 2014; weight decay, if any, is added to the gradient.</summary>
    Adam,

    /// <summary>Loshchilov and Hutter, 2017: weight decay apart from the gradient.</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with Nesterov momentum 0.9.</summary>
    Sgd,
}

/// <summary>The schedules of the learning rate a recipe can name.</summary>
public enum ScheduleKind
{
    Constant,

    /// <summary>A fall after every few epochs (StepLR).</summary>
    Step,

    /// <summary>A rise and a long cosine fall, step by step (Smith and Topin, "Super-Convergence", 2017).</summary>
    OneCycle,

    /// <summary>A cosine fall to 0, step by step.</summary>
    Cosine,
}
