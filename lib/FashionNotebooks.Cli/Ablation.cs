using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Photos.Garments;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli;

/// <summary><c>fashion reproduce --recipe finegrained</c>: every row of the ablation with every seed; the file is written after each run and goes on from there.</summary>
/// <param name="options">The full recipe's training; data, output folder and seed of each run are set here.</param>
/// <param name="file">The JSON file.</param>
/// <param name="threads">Threads to decode and rank with.</param>
internal sealed class Ablation(FineGrainedTraining options, string file, int threads)
{
    public const string RecipeName = "finegrained";
    private static readonly JsonSerializerOptions Settings = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Makes the runs that are missing.</summary>
    /// <param name="seeds">The seeds; all rows of one come before the next.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellation">Stops; finished runs stay in the file.</param>
    public AblationResult Run(IReadOnlyList<long> seeds, ProgressLine progress, CancellationToken cancellation)
    {
        string pairs = Path.Combine(options.Data, PairFile.FileName);
        if (!File.Exists(pairs))
            throw new InputException($"'{options.Data}' has no {PairFile.FileName}; draw a wardrobe with 'fashion data sample --twins'");
        AblationResult result = Begun(pairs);
        foreach (var (seed, variant) in from seed in seeds from variant in AblationVariant.All select (seed, variant))
        {
            if (result.AblationRuns.Any(run => run.Name == variant.Name && run.Seed == seed))
                continue;
            Answer.Note($"{variant.Name}, seed {seed}");
            result = result with { AblationRuns = [.. result.AblationRuns, One(variant, seed, pairs, progress, cancellation)] };
            AtomicFile.WriteText(file, JsonSerializer.Serialize(result, Answer.JsonOptions) + "\n");
        }
        return result;
    }

    private AblationResult Begun(string pairs)
    {
        FineGrainedRecipe recipe = options.Recipe.FineGrained;
        var fresh = new AblationResult(
            RecipeName, options.Architecture!, options.Weights is null ? null : Path.GetFileName(options.Weights), options.Preprocessing!.Size, recipe.Epochs,
            JsonSerializer.SerializeToElement(recipe, Settings), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(pairs))), threads, []);
        if (!File.Exists(file))
            return fresh;
        AblationResult old = ResultsFolder.Parse<AblationResult>(file);
        return old.IsLike(fresh) ? old : throw new InputException($"'{file}' holds runs with other settings or pictures; remove it or choose another --out");
    }

    private AblationRun One(AblationVariant variant, long seed, string pairs, ProgressLine progress, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("reproduce-").FullName;
        try
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            Recipe recipe = options.Recipe with { FineGrained = variant.Change(options.Recipe.FineGrained) };
            FineGrainedTraining run = options with
            {
                Output = Path.Combine(folder, "fine.safetensors"),
                Recipe = recipe,
                Seed = seed,
                Decoding = progress.Load("decoding"),
            };
            TrainingReport training = run.Run(progress, cancellation);
            cancellation.ThrowIfCancellationRequested();
            double seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            using var trained = TrainedModel.Load(training.Checkpoint!);
            IReadOnlyList<PhotoPair> asked = PairFile.Read(pairs, "test");
            ImageFolder pictures = ImageFolder.OfFiles(asked.SelectMany(pair => new[] { pair.A, pair.B }).Distinct().Order(StringComparer.Ordinal), pairs);
            using PhotoSet photos = PhotoSet.Load(pictures, trained.Preprocessing, threads: threads, cancellation: cancellation);
            PairReport report = PairEvaluation.Of(trained, asked, photos, seed: 0, threads, cancellation);
            return new AblationRun(variant.Name, seed, training.Result.BestEpoch, seconds, AblationFigures.Of(report));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
