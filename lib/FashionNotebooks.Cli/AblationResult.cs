using System.Text.Json;
using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Cli;

/// <summary>The parts of the fine-grained recipe and what each is worth, as <c>data/results/*.json</c> holds it.</summary>
/// <param name="Recipe">Always <c>finegrained</c>.</param>
/// <param name="Architecture">The backbone.</param>
/// <param name="Weights">Name of the file that it started from; null for random weights.</param>
/// <param name="Size">Side of the inputs in pixels.</param>
/// <param name="Epochs">Epochs of every run.</param>
/// <param name="Settings">The full recipe, as JSON.</param>
/// <param name="Data">Fingerprint of the photos that were learnt from and validated on.</param>
/// <param name="Threads">Threads of every run.</param>
/// <param name="AblationRuns">The runs that are finished.</param>
internal sealed record AblationResult(
    string Recipe, string Architecture, string? Weights, int Size, int Epochs, JsonElement Settings, string Data, int Threads, IReadOnlyList<AblationRun> AblationRuns)
{
    /// <summary>Mean and spread over the seeds of one figure of one row; null before its first run.</summary>
    public Spread? Figure(string row, string figure) =>
        AblationRuns.Where(run => run.Name == row && run.Pairs.Values.ContainsKey(figure)).Select(run => run.Pairs.Values[figure]).ToList() is { Count: > 0 } values ? Spread.Of(values) : null;

    /// <summary>Whether another result's runs were made under the same conditions, so that they need not be made again.</summary>
    public bool IsLike(AblationResult other) =>
        (Architecture, Weights, Size, Epochs, Data, Threads) == (other.Architecture, other.Weights, other.Size, other.Epochs, other.Data, other.Threads) && JsonElement.DeepEquals(Settings, other.Settings);
}
