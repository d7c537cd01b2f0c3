using System.Security.Cryptography;
using System.Text.Json.Serialization;
using FashionNotebooks.Photos.Garments;

namespace FashionNotebooks.Cli.Results;

/// <summary>
/// <c>fashion reproduce --recipe finegrained</c>: every row of the ablation with every seed; the file is written after each run and goes on
/// from there.
/// </summary>
/// <param name="options">The full recipe's training; output folder and seed of each run are set here.</param>
internal sealed class Ablation(FineGrainedTraining options, string file, Invocation line)
{
    public const string RecipeName = "finegrained";

    private const int Erased = 2; // of 16 places in the map of a pretrained net, of 144 in that of small-res

    private static readonly JsonSerializerOptions settings = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The rows of the ablation, each part on top of the one before it, then the full one with other losses.</summary>
    internal static readonly (string Name, Func<FineGrainedRecipe, FineGrainedRecipe> Change)[] Variants =
    [
        ("baseline", recipe => With(recipe, AttentionKind.None, 0)),
        ("+ attention", recipe => With(recipe, AttentionKind.Both, 0)),
        ("+ attention + erasure", recipe => With(recipe, AttentionKind.Both, Erased)),
        ("mean and maximum instead of cells", recipe => With(recipe, AttentionKind.Both, Erased, PoolingKind.MeanAndMax)),
        ("random triplets", recipe => With(recipe, AttentionKind.Both, Erased) with { Miner = TripletSelection.Random }),
        ("semi-hard triplets, no contrastive loss", recipe => With(recipe, AttentionKind.Both, Erased) with { ContrastiveWeight = 0 }),
        ("random triplets, no contrastive loss",
            recipe => With(recipe, AttentionKind.Both, Erased) with { ContrastiveWeight = 0, Miner = TripletSelection.Random }),
    ];

    /// <summary>Makes the runs that are missing; all rows of one seed come before the next.</summary>
    public AblationResult Run(IReadOnlyList<long> seeds)
    {
        string pairs = Path.Combine(options.Data, PairFile.FileName);
        if (!File.Exists(pairs))
            throw new InputException($"'{options.Data}' has no {PairFile.FileName}; draw a wardrobe with 'fashion data sample --twins'");
        AblationResult result = Begun(pairs);
        foreach (var (seed, variant) in from seed in seeds from variant in Variants select (seed, variant))
        {
            if (result.AblationRuns.Any(run => run.Name == variant.Name && run.Seed == seed))
                continue;
            Answer.Note($"{variant.Name}, seed {seed}");
            AblationRun run = One(
                variant.Name, options.Recipe with { FineGrained = variant.Change(options.Recipe.FineGrained) }, seed, pairs);
            result = result with { AblationRuns = [.. result.AblationRuns, run] };
            AtomicFile.WriteText(file, JsonSerializer.Serialize(result, Answer.JsonOptions) + "\n");
        }
        return result;
    }

    private AblationResult Begun(string pairs)
    {
        FineGrainedRecipe recipe = options.Recipe.FineGrained;
        var fresh = new AblationResult(
            RecipeName, options.Architecture!, options.Weights is null ? null : Path.GetFileName(options.Weights),
            options.Preprocessing!.Size, recipe.Epochs,
            JsonSerializer.SerializeToElement(recipe, settings), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(pairs))),
            line.Threads, []);
        if (!File.Exists(file))
            return fresh;
        AblationResult old = ResultsFolder.Parse<AblationResult>(file);
        return old.IsLike(fresh)
            ? old
            : throw new InputException($"'{file}' holds runs with other settings or pictures; remove it or choose another --out");
    }

    private AblationRun One(string name, Recipe recipe, long seed, string pairs)
    {
        using var folder = new TemporaryRun();
        FineGrainedTraining run = options with
        {
            Output = folder.File("fine"),
            Recipe = recipe,
            Seed = seed,
            Decoding = line.Progress.Load("decoding")
        };
        TrainingReport training = run.Run(line.Progress, line.Cancellation);
        line.Cancellation.ThrowIfCancellationRequested();
        double seconds = folder.CpuSeconds;
        using var trained = TrainedModel.Load(training.Checkpoint!);
        IReadOnlyList<PhotoPair> asked = PairFile.Read(pairs, "test");
        using PhotoSet photos = line.Load(EvaluateCommands.PhotosOf(asked, pairs), trained);
        PairReport report = PairEvaluation.Of(trained, asked, photos, seed: 0, line.Threads, line.Cancellation);
        return new AblationRun(name, seed, training.Result.BestEpoch, seconds, AblationFigures.Of(report));
    }

    private static FineGrainedRecipe With(FineGrainedRecipe recipe, AttentionKind attention, int erased, PoolingKind? pooling = null) =>
        recipe with { Model = recipe.Model with { Attention = attention, Pooling = pooling ?? recipe.Model.Pooling }, EraseCells = erased };
}
